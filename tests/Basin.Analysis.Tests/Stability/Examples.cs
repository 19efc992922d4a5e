using Basin.Analysis.Stability;
using Basin.Numerics.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Basin.Analysis.Tests.Stability;

/// <summary>Rows of example curvatures, and the networks of the stability paper's table.</summary>
internal sealed record Examples(double[] Rows, int Count, int Outputs)
{
    public int Parameters => Rows.Length / (Count * Outputs);

    public SampleCurvature Curvature() => SampleCurvature.FromRows(Rows, Count, Outputs);

    public static Examples Random(int count, int outputs, int parameters, ulong seed = 3)
    {
        var rows = new double[count * outputs * parameters];
        new Seed(seed).Stream("rows").FillGaussian(rows.AsSpan());
        for (var i = 0; i < rows.Length; i++) rows[i] *= 0.3 + (i % parameters / (double)parameters);
        return new Examples(rows, count, outputs);
    }

    /// <summary>x ~ N(0, I) of 60 parameters, 40 examples.</summary>
    public static Examples Linear()
    {
        var rows = new double[40 * 60];
        new Seed(1).Stream("linear").FillGaussian(rows.AsSpan());
        return new Examples(rows, 40, 1);
    }

    /// <summary>relu(√2·w·x/√d)/√m over m random features of x ~ N(0, I) with d = 10, 40 examples.</summary>
    public static Examples RandomFeatures(int features)
    {
        const int count = 40, inputs = 10;
        var (x, w) = (new double[count * inputs], new double[features * inputs]);
        new Seed(1).Stream("inputs").FillGaussian(x.AsSpan());
        new Seed(1).Stream("features").FillGaussian(w.AsSpan());
        var rows = new double[count * features];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < features; j++)
            {
                var dot = 0.0;
                for (var a = 0; a < inputs; a++) dot += x[(i * inputs) + a] * w[(j * inputs) + a];
                rows[(i * features) + j] = Math.Max(0, dot) * Math.Sqrt(2.0 / inputs / features);
            }
        }

        return new Examples(rows, count, 1);
    }

    /// <summary>Hᵢ, p by p.</summary>
    public Matrix<double>[] Hessians() =>
        [.. Enumerable.Range(0, Count).Select(i =>
        {
            var a = Matrix<double>.Build.Dense(Outputs, Parameters, (r, c) => Rows[(((i * Outputs) + r) * Parameters) + c]);
            return a.Transpose() * a;
        })];

    /// <summary>AAᵀ.</summary>
    public Matrix<double> Gram()
    {
        var a = Matrix<double>.Build.Dense(Count * Outputs, Parameters, (r, c) => Rows[(r * Parameters) + c]);
        return a * a.Transpose();
    }
}
