using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Elementwise;

/// <summary>partials[chunk] = Σ term(xᵢ, yᵢ) over the chunk, in four registers added in a fixed order.</summary>
internal readonly unsafe struct Reduction<T, TTerm>(T* x, T* y, double* partials) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TTerm : struct, IReduction
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        T* first = x, second = TTerm.ReadsSecond ? y : x;
        S a = S.Zero, b = S.Zero, c = S.Zero, d = S.Zero;
        var i = start;
        for (; i <= end - (4 * S.Count); i += 4 * S.Count)
        {
            a = Add(a, first + i, second + i);
            b = Add(b, first + i + S.Count, second + i + S.Count);
            c = Add(c, first + i + (2 * S.Count), second + i + (2 * S.Count));
            d = Add(d, first + i + (3 * S.Count), second + i + (3 * S.Count));
        }

        for (; i <= end - S.Count; i += S.Count) a = Add(a, first + i, second + i);
        var rest = end - i;
        if (rest > 0) b = TTerm.Add<S, T>(b, S.Load(first + i, rest), TTerm.ReadsSecond ? S.Load(second + i, rest) : S.Zero);
        partials[chunk] = double.CreateTruncating(S.Sum((a + b) + (c + d)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static S Add(S sum, T* x, T* y) => TTerm.Add<S, T>(sum, S.Load(x), TTerm.ReadsSecond ? S.Load(y) : S.Zero);
    }
}
