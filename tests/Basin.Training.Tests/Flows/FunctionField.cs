using Basin.Training.Flows;

namespace Basin.Training.Tests.Flows;

/// <summary>A field given by a function, which counts how often it is asked.</summary>
public sealed class FunctionField(int dimension, Action<double[], double[]> function) : VectorField<double>(dimension)
{
    public int Evaluations { get; private set; }

    /// <summary>A point on a circle, turning at speed 1: y(t) = (cos t, −sin t) from (1, 0).</summary>
    public static FunctionField Circle() => new(2, (y, f) => (f[0], f[1]) = (y[1], -y[0]));

    /// <summary>y(t) = 1/(1 + (1/y₀ − 1)e⁻ᵗ).</summary>
    public static FunctionField Logistic() => new(1, (y, f) => f[0] = y[0] * (1 - y[0]));

    public override void Evaluate(ReadOnlySpan<double> point, Span<double> velocity, CancellationToken cancellationToken = default)
    {
        Evaluations++;
        var f = new double[Dimension];
        function(point.ToArray(), f);
        f.CopyTo(velocity);
    }
}
