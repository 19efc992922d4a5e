using System.Numerics;
using System.Runtime.InteropServices;

namespace Basin.Training.Rules;

/// <summary>Momentum: v ← β v + g, θ ← θ − η v.</summary>
/// <remarks>
/// Source: Polyak (1964). The velocity is in units of the gradient, as in most frameworks: a change of η acts at once on the whole
/// velocity. At rest of the gradient's noise it moves as plain descent with the rate η / (1 − β).
/// </remarks>
/// <param name="momentum">β, in [0, 1).</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class HeavyBall<T>(double momentum) : Rule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _momentum = T.CreateTruncating(Require.BelowOne(momentum, nameof(momentum)));

    /// <inheritdoc/>
    public override int StateLength(int parameters) => parameters;

    internal override double? GradientWeight => 1;

    internal override void StepCore(T learningRate, Span<T> parameters, Span<T> gradient, Span<T> state)
    {
        var g = MemoryMarshal.Cast<T, Vector<T>>(gradient);
        var theta = MemoryMarshal.Cast<T, Vector<T>>(parameters)[..g.Length];
        var v = MemoryMarshal.Cast<T, Vector<T>>(state)[..g.Length];
        var (rate, beta) = (new Vector<T>(learningRate), new Vector<T>(_momentum));
        for (var i = 0; i < g.Length; i++)
        {
            var velocity = (beta * v[i]) + g[i];
            v[i] = velocity;
            theta[i] -= rate * velocity;
        }

        for (var i = g.Length * Vector<T>.Count; i < gradient.Length; i++)
        {
            state[i] = (_momentum * state[i]) + gradient[i];
            parameters[i] -= learningRate * state[i];
        }
    }
}
