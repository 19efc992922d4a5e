using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Elementwise;

/// <summary>y = f(a, b), element by element; y may be a or b.</summary>
internal readonly unsafe struct Binary<T, TFunction>(T* a, T* b, T* y) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TFunction : struct, IBinary
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        T* first = a, second = b, to = y;
        var i = start;
        for (; i <= end - S.Count; i += S.Count)
            S.Store(TFunction.Value<S, T>(S.Load(first + i), S.Load(second + i), TFunction.ReadsOutput ? S.Load(to + i) : S.Zero), to + i);
        var rest = end - i;
        if (rest > 0)
            S.Store(TFunction.Value<S, T>(S.Load(first + i, rest), S.Load(second + i, rest), TFunction.ReadsOutput ? S.Load(to + i, rest) : S.Zero), to + i, rest);
    }
}
