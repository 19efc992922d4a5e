using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Elementwise;

/// <summary>partials[chunk] = max |xᵢ| over the chunk; NaN if one is NaN.</summary>
internal readonly unsafe struct Largest<T>(T* x, T* partials) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        // The largest ignores NaN, and the sum of 0·x tells whether there was one.
        var from = x;
        S largest = S.Zero, check = S.Zero;
        var i = start;
        for (; i <= end - S.Count; i += S.Count)
        {
            var a = S.Abs(S.Load(from + i));
            largest = S.WhereLess(largest, a, a, largest);
            check += a * S.Zero;
        }

        var rest = end - i;
        if (rest > 0)
        {
            var a = S.Abs(S.Load(from + i, rest));
            largest = S.WhereLess(largest, a, a, largest);
            check += a * S.Zero;
        }

        var found = S.Max(largest);
        partials[chunk] = found < T.PositiveInfinity && T.IsNaN(S.Sum(check)) ? T.NaN : found;
    }
}
