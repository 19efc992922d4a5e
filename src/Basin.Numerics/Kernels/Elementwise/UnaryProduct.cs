using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Elementwise;

/// <summary>result (+)= f′(x)·factor: the tangent of y from that of x, or the adjoint of x from that of y.</summary>
internal readonly unsafe struct UnaryProduct<T, TFunction>(TFunction function, T* x, T* y, T* factor, T* result, bool accumulate) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TFunction : unmanaged, IUnary
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var (f, add) = (function, accumulate);
        T* input = x, output = y, by = factor, to = result;
        var i = start;
        for (; i <= end - S.Count; i += S.Count)
        {
            var x0 = TFunction.ReadsInput ? S.Load(input + i) : S.Zero;
            var y0 = TFunction.ReadsOutput ? S.Load(output + i) : S.Zero;
            var product = f.Slope<S, T>(x0, y0) * S.Load(by + i);

            // Not a fused multiply-add: accumulating adds exactly what would have been written.
            S.Store(add ? S.Load(to + i) + product : product, to + i);
        }

        if (i < end) Rest<S>(f, input + i, output + i, by + i, to + i, end - i, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Rest<S>(TFunction f, T* x, T* y, T* by, T* to, int count, bool add)
        where S : unmanaged, ISimd<S, T>
    {
        var x0 = TFunction.ReadsInput ? S.Load(x, count) : S.Zero;
        var y0 = TFunction.ReadsOutput ? S.Load(y, count) : S.Zero;
        var product = f.Slope<S, T>(x0, y0) * S.Load(by, count);
        S.Store(add ? S.Load(to, count) + product : product, to, count);
    }
}
