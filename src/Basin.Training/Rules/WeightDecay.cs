using System.Numerics;
using System.Runtime.InteropServices;

namespace Basin.Training.Rules;

/// <summary>Another rule on the gradient of L(θ) + (λ/2)‖θ‖²: g ← g + λ θ first.</summary>
/// <remarks>Every parameter decays, biases and normalisation scales too. The reported loss stays L.</remarks>
/// <param name="decay">λ; finite, at least 0.</param>
/// <param name="inner">The rule that then moves θ.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class WeightDecay<T>(double decay, Rule<T> inner) : Rule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _decay = T.CreateTruncating(Require.NotNegative(decay, nameof(decay)));

    /// <inheritdoc/>
    public override int StateLength(int parameters) => inner.StateLength(parameters);

    internal override double? GradientWeight => inner.GradientWeight;

    internal override void StepCore(T learningRate, Span<T> parameters, Span<T> gradient, Span<T> state)
    {
        var g = MemoryMarshal.Cast<T, Vector<T>>(gradient);
        var theta = MemoryMarshal.Cast<T, Vector<T>>(parameters)[..g.Length];
        var lambda = new Vector<T>(_decay);
        for (var i = 0; i < g.Length; i++) g[i] += lambda * theta[i];
        for (var i = g.Length * Vector<T>.Count; i < gradient.Length; i++) gradient[i] += _decay * parameters[i];
        inner.StepCore(learningRate, parameters, gradient, state);
    }
}
