namespace Basin.Training.Distillation;

/// <summary>g(x, x′) = exp(−‖x − x′‖²/(2w²)).</summary>
/// <param name="width">w, in the units of x; finite, above 0.</param>
public sealed class GaussianKernel(double width) : Kernel
{
    private readonly double _factor = -0.5 / (Require.Positive(width, nameof(width)) * width);

    /// <inheritdoc/>
    public override double Between(ReadOnlySpan<double> x, ReadOnlySpan<double> other)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(other.Length, x.Length);
        var square = 0.0;
        for (var i = 0; i < x.Length; i++) square += (x[i] - other[i]) * (x[i] - other[i]);
        return Math.Exp(_factor * square);
    }
}
