using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Elementwise;

/// <summary>result (+)= f′(x)·factor: the tangent of y from that of x, or the adjoint of x from that of y.</summary>
internal readonly unsafe struct UnaryProduct<T, TFunction>(TFunction function, T* x, T* y, T* factor, T* result, bool accumulate) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TFunction : unmanaged, IUnary
{
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        if (accumulate) Add<S>(function, x + start, y + start, factor + start, result + start, end - start);
        else Set<S>(function, x + start, y + start, factor + start, result + start, end - start);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Set<S>(TFunction f, T* x, T* y, T* factor, T* result, int count)
        where S : unmanaged, ISimd<S, T>
    {
        var i = 0;
        for (; i <= count - S.Count; i += S.Count) S.Store(Slope<S>(f, x + i, y + i) * S.Load(factor + i), result + i);
        var rest = count - i;
        if (rest > 0) S.Store(Slope<S>(f, x + i, y + i, rest) * S.Load(factor + i, rest), result + i, rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<S>(TFunction f, T* x, T* y, T* factor, T* result, int count)
        where S : unmanaged, ISimd<S, T>
    {
        // Not a fused multiply-add: accumulating adds exactly what would have been written.
        var i = 0;
        for (; i <= count - S.Count; i += S.Count) S.Store(S.Load(result + i) + (Slope<S>(f, x + i, y + i) * S.Load(factor + i)), result + i);
        var rest = count - i;
        if (rest > 0) S.Store(S.Load(result + i, rest) + (Slope<S>(f, x + i, y + i, rest) * S.Load(factor + i, rest)), result + i, rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static S Slope<S>(TFunction f, T* x, T* y)
        where S : unmanaged, ISimd<S, T> =>
        f.Slope<S, T>(TFunction.ReadsInput ? S.Load(x) : S.Zero, TFunction.ReadsOutput ? S.Load(y) : S.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static S Slope<S>(TFunction f, T* x, T* y, int count)
        where S : unmanaged, ISimd<S, T> =>
        f.Slope<S, T>(TFunction.ReadsInput ? S.Load(x, count) : S.Zero, TFunction.ReadsOutput ? S.Load(y, count) : S.Zero);
}
