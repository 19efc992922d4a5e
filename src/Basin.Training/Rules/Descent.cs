using System.Numerics;
using System.Runtime.InteropServices;

namespace Basin.Training.Rules;

/// <summary>Plain gradient descent: θ ← θ − η g.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Descent<T> : Rule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override int StateLength(int parameters) => 0;

    internal override double? GradientWeight => 1;

    internal override void StepCore(T learningRate, Span<T> parameters, Span<T> gradient, Span<T> state) =>
        Subtract(learningRate, gradient, parameters);

    /// <summary>θ ← θ − η g, elementwise: product and difference are rounded apart, so that every machine gives the same bits.</summary>
    internal static void Subtract(T learningRate, ReadOnlySpan<T> g, Span<T> theta)
    {
        var gradients = MemoryMarshal.Cast<T, Vector<T>>(g);
        var thetas = MemoryMarshal.Cast<T, Vector<T>>(theta)[..gradients.Length];
        var rate = new Vector<T>(learningRate);
        for (var i = 0; i < gradients.Length; i++) thetas[i] -= rate * gradients[i];
        for (var i = gradients.Length * Vector<T>.Count; i < g.Length; i++) theta[i] -= learningRate * g[i];
    }
}
