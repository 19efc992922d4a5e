namespace Basin.Training.Distillation;

/// <summary>The Green's function of the bending energy ∫₀¹ f″² with f = f″ = 0 at both ends: a beam on two supports.</summary>
/// <remarks>
/// g(x, x₀) = max(x − x₀, 0)³/6 − x(1 − x₀)(x² − 2x₀ + x₀²)/6, for which g⁗ = δ(x − x₀). It is 0 where x or x₀ is an end: points there
/// make a Gram matrix singular. Source: Mobahi, Farajtabar and Bartlett (2020), the illustrative example.
/// </remarks>
public sealed class BendingKernel : Kernel
{
    /// <inheritdoc/>
    public override double Between(ReadOnlySpan<double> x, ReadOnlySpan<double> other)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Length, 1, nameof(x));
        ArgumentOutOfRangeException.ThrowIfNotEqual(other.Length, 1, nameof(other));
        var (at, force) = (x[0], other[0]);
        var beyond = Math.Max(at - force, 0);
        return ((beyond * beyond * beyond) - (at * (1 - force) * ((at * at) - (2 * force) + (force * force)))) / 6;
    }
}
