using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Basin.Training.Rules;

/// <summary>Another rule with learning rates of their own for windows on θ: g ← s·g there first.</summary>
/// <remarks>The velocity of momentum is linear in the gradients, so a constant factor on them is one on the rate. It covers weight decay.</remarks>
/// <param name="scales">The windows; a parameter in none keeps η. Windows that overlap multiply.</param>
/// <param name="inner">The rule that then moves θ.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class ScaledRates<T>(ImmutableArray<RateScale> scales, Rule<T> inner) : Rule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly (int Offset, int Length, T Factor)[] _windows =
        [.. scales.Select(scale => (scale.Offset, scale.Length, T.CreateTruncating(Require.NotNegative(scale.Factor, "factor of a rate"))))];

    /// <inheritdoc/>
    public override int StateLength(int parameters) => inner.StateLength(parameters);

    internal override double? GradientWeight => null;

    internal override void StepCore(T learningRate, Span<T> parameters, Span<T> gradient, Span<T> state)
    {
        foreach (var (offset, length, factor) in _windows)
        {
            var window = gradient.Slice(offset, length);
            var g = MemoryMarshal.Cast<T, Vector<T>>(window);
            var scale = new Vector<T>(factor);
            for (var i = 0; i < g.Length; i++) g[i] *= scale;
            for (var i = g.Length * Vector<T>.Count; i < length; i++) window[i] *= factor;
        }

        inner.StepCore(learningRate, parameters, gradient, state);
    }
}
