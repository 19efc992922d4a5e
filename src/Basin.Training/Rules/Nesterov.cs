using System.Numerics;
using System.Runtime.InteropServices;

namespace Basin.Training.Rules;

/// <summary>Momentum with a look ahead: v ← β v + g, θ ← θ − η (g + β v).</summary>
/// <remarks>Source: Nesterov (1983), in the form of Sutskever et al. (2013) where θ is the point looked ahead to.</remarks>
/// <param name="momentum">β, in [0, 1).</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Nesterov<T>(double momentum) : Rule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _momentum = T.CreateTruncating(Require.BelowOne(momentum, nameof(momentum)));

    /// <inheritdoc/>
    public override int StateLength(int parameters) => parameters;

    internal override double? GradientWeight => 1 + double.CreateTruncating(_momentum);

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
            theta[i] -= rate * (g[i] + (beta * velocity));
        }

        for (var i = g.Length * Vector<T>.Count; i < gradient.Length; i++)
        {
            state[i] = (_momentum * state[i]) + gradient[i];
            parameters[i] -= learningRate * (gradient[i] + (_momentum * state[i]));
        }
    }
}
