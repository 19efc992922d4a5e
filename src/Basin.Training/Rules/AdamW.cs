using System.Numerics;
using System.Runtime.InteropServices;

namespace Basin.Training.Rules;

/// <summary>
/// Adam with weight decay apart from the gradient: θ ← (1 − ηλ)θ − η·m̂/(√v̂ + ε), with m and v running means of g and of its square.
/// </summary>
/// <remarks>
/// m̂ and v̂ are divided by 1 − β₁ᵗ and 1 − β₂ᵗ, which makes up for their start at 0. Every parameter decays. Unlike a term (λ/2)‖θ‖² of
/// the loss, the decay is not divided by √v̂, so that it pulls on all parameters alike. Source: Loshchilov and Hutter, Decoupled weight
/// decay regularization (2019), with ηλ for their schedule times λ, as most frameworks have it.
/// </remarks>
/// <param name="decay">λ; finite, at least 0.</param>
/// <param name="firstDecay">β₁, in [0, 1).</param>
/// <param name="secondDecay">β₂, in [0, 1).</param>
/// <param name="epsilon">ε, in the unit of the gradient; finite, above 0.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class AdamW<T>(double decay = 0, double firstDecay = 0.9, double secondDecay = 0.999, double epsilon = 1e-8) : Rule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _decay = Require.NotNegative(decay, nameof(decay));
    private readonly double _first = Require.BelowOne(firstDecay, nameof(firstDecay));
    private readonly double _second = Require.BelowOne(secondDecay, nameof(secondDecay));
    private readonly T _epsilon = T.CreateTruncating(Require.Positive(epsilon, nameof(epsilon)));

    /// <summary>m, then v, then the steps taken.</summary>
    public override int StateLength(int parameters) => (2 * parameters) + 1;

    internal override double? GradientWeight => null;

    internal override void StepCore(T learningRate, Span<T> parameters, Span<T> gradient, Span<T> state)
    {
        var p = parameters.Length;
        var step = double.CreateTruncating(state[2 * p]) + 1;
        state[2 * p] = T.CreateTruncating(step);
        var rate = double.CreateTruncating(learningRate);
        var move = T.CreateTruncating(rate / (1 - Math.Pow(_first, step)));
        var correction = T.CreateTruncating(1 / Math.Sqrt(1 - Math.Pow(_second, step)));
        Move(
            parameters, gradient, state[..p], state.Slice(p, p),
            T.CreateTruncating(1 - (rate * _decay)), move, correction, T.CreateTruncating(_first), T.CreateTruncating(_second));
    }

    private void Move(Span<T> parameters, Span<T> gradient, Span<T> mean, Span<T> square, T keep, T move, T correction, T first, T second)
    {
        var g = MemoryMarshal.Cast<T, Vector<T>>(gradient);
        var theta = MemoryMarshal.Cast<T, Vector<T>>(parameters)[..g.Length];
        var m = MemoryMarshal.Cast<T, Vector<T>>(mean)[..g.Length];
        var v = MemoryMarshal.Cast<T, Vector<T>>(square)[..g.Length];
        var (firstLeft, secondLeft) = (T.One - first, T.One - second);
        for (var i = 0; i < g.Length; i++)
        {
            m[i] = (first * m[i]) + (firstLeft * g[i]);
            v[i] = (second * v[i]) + (secondLeft * (g[i] * g[i]));
            theta[i] = (keep * theta[i]) - (move * m[i] / ((correction * Vector.SquareRoot(v[i])) + new Vector<T>(_epsilon)));
        }

        for (var i = g.Length * Vector<T>.Count; i < gradient.Length; i++)
        {
            mean[i] = (first * mean[i]) + (firstLeft * gradient[i]);
            square[i] = (second * square[i]) + (secondLeft * (gradient[i] * gradient[i]));
            parameters[i] = (keep * parameters[i]) - (move * mean[i] / ((correction * T.Sqrt(square[i])) + _epsilon));
        }
    }
}
