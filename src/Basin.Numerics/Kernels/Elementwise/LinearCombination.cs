using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Elementwise;

/// <summary>y = αx + βy; where β is zero y is not read.</summary>
internal readonly unsafe struct LinearCombination<T>(T alpha, T* x, T beta, T* y) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var (a, b, reads) = (S.Create(alpha), S.Create(beta), beta != T.Zero);
        T* from = x, to = y;
        var i = start;
        for (; i <= end - S.Count; i += S.Count)
        {
            var term = a * S.Load(from + i);
            S.Store(reads ? S.MultiplyAdd(b, S.Load(to + i), term) : term, to + i);
        }

        var rest = end - i;
        if (rest > 0)
        {
            var term = a * S.Load(from + i, rest);
            S.Store(reads ? S.MultiplyAdd(b, S.Load(to + i, rest), term) : term, to + i, rest);
        }
    }
}
