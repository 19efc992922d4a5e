using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Elementwise;

/// <summary>y = f(x).</summary>
internal readonly unsafe struct UnaryValue<T, TFunction>(TFunction function, T* x, T* y) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TFunction : unmanaged, IUnary
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var f = function;
        T* input = x, output = y;
        var i = start;
        for (; i <= end - S.Count; i += S.Count) S.Store(f.Value<S, T>(S.Load(input + i)), output + i);
        if (i < end) Rest<S>(f, input + i, output + i, end - i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Rest<S>(TFunction f, T* x, T* y, int count)
        where S : unmanaged, ISimd<S, T> => S.Store(f.Value<S, T>(S.Load(x, count)), y, count);
}
