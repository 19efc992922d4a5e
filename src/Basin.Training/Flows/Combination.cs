using System.Numerics;
using System.Runtime.InteropServices;

namespace Basin.Training.Flows;

/// <summary>Sums of vectors with weights.</summary>
internal static class Combination
{
    /// <summary>y = x + h·(Σ wₛvₛ), elementwise and in the order of s.</summary>
    /// <param name="x">Shape (p); empty for zeros.</param>
    /// <param name="step">h.</param>
    /// <param name="weights">At most as many as there are vectors; those that are 0 are left out.</param>
    /// <param name="vectors">Each of shape (p).</param>
    /// <param name="y">Shape (p); overwritten.</param>
    public static void Of<T>(ReadOnlySpan<T> x, double step, ReadOnlySpan<double> weights, T[][] vectors, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.IsEmpty) y.Clear();
        else x.CopyTo(y);
        for (var s = 0; s < weights.Length; s++)
        {
            if (weights[s] != 0) Add(T.CreateTruncating(step * weights[s]), vectors[s], y);
        }
    }

    private static void Add<T>(T weight, ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var from = MemoryMarshal.Cast<T, Vector<T>>(x);
        var to = MemoryMarshal.Cast<T, Vector<T>>(y)[..from.Length];
        var weights = new Vector<T>(weight);
        for (var i = 0; i < from.Length; i++) to[i] += weights * from[i];
        for (var i = from.Length * Vector<T>.Count; i < x.Length; i++) y[i] += weight * x[i];
    }
}
