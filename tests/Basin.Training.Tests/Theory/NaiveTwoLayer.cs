using Basin.Training.Theory;

namespace Basin.Training.Tests.Theory;

/// <summary>The two-layer network by plain loops: the oracle of the fused one. Parameters as it has them: W (d, m), then a (m).</summary>
internal static class NaiveTwoLayer
{
    public static double Output(double[] parameters, int d, int m, ReadOnlySpan<double> x)
    {
        var f = 0.0;
        for (var h = 0; h < m; h++) f += parameters[(d * m) + h] * Math.Max(Sum(parameters, d, m, h, x), 0);
        return f;
    }

    public static double[] OutputGradient(double[] parameters, int d, int m, ReadOnlySpan<double> x)
    {
        var gradient = new double[parameters.Length];
        for (var h = 0; h < m; h++)
        {
            var z = Sum(parameters, d, m, h, x);
            if (z <= 0) continue;
            gradient[(d * m) + h] = z;
            for (var k = 0; k < d; k++) gradient[(k * m) + h] = parameters[(d * m) + h] * x[k];
        }

        return gradient;
    }

    /// <summary>The mean over <paramref name="drawn"/> of slope(example, output)·∇f.</summary>
    public static double[] Gradient(double[] parameters, int m, VectorExamples examples, int[] drawn, Func<int, double, double> slope)
    {
        var gradient = new double[parameters.Length];
        for (var i = 0; i < drawn.Length; i++)
        {
            var x = examples.Input(drawn[i]);
            var e = slope(drawn[i], Output(parameters, examples.Dimension, m, x)) / drawn.Length;
            var own = OutputGradient(parameters, examples.Dimension, m, x);
            for (var p = 0; p < gradient.Length; p++) gradient[p] += e * own[p];
        }

        return gradient;
    }

    private static double Sum(double[] parameters, int d, int m, int h, ReadOnlySpan<double> x)
    {
        var z = 0.0;
        for (var k = 0; k < d; k++) z += parameters[(k * m) + h] * x[k];
        return z;
    }
}
