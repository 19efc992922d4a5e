using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Elementwise;

/// <summary>result (+)= f′(x)·factor + f″(x)·ẋ·ȳ: the tangent of the adjoint of x. The factor is the tangent of ȳ, or null for zero.</summary>
internal readonly unsafe struct UnaryBend<T, TFunction>(TFunction function, T* x, T* y, T* tangent, T* adjoint, T* factor, T* result, bool accumulate) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TFunction : unmanaged, IUnary
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var (f, add) = (function, accumulate);
        T* input = x, output = y, x1 = tangent, u0 = adjoint, u1 = factor, to = result;
        var i = start;
        for (; i <= end - S.Count; i += S.Count)
        {
            var x0 = TFunction.ReadsInput ? S.Load(input + i) : S.Zero;
            var y0 = TFunction.ReadsOutput ? S.Load(output + i) : S.Zero;
            var slope = f.Slope<S, T>(x0, y0, out var bend);
            var bent = bend * (S.Load(x1 + i) * S.Load(u0 + i));
            if (u1 != null) bent = S.MultiplyAdd(slope, S.Load(u1 + i), bent);
            S.Store(add ? S.Load(to + i) + bent : bent, to + i);
        }

        if (i < end) Rest<S>(f, input + i, output + i, x1 + i, u0 + i, u1 == null ? null : u1 + i, to + i, end - i, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Rest<S>(TFunction f, T* x, T* y, T* x1, T* u0, T* u1, T* to, int count, bool add)
        where S : unmanaged, ISimd<S, T>
    {
        var x0 = TFunction.ReadsInput ? S.Load(x, count) : S.Zero;
        var y0 = TFunction.ReadsOutput ? S.Load(y, count) : S.Zero;
        var slope = f.Slope<S, T>(x0, y0, out var bend);
        var bent = bend * (S.Load(x1, count) * S.Load(u0, count));
        if (u1 != null) bent = S.MultiplyAdd(slope, S.Load(u1, count), bent);
        S.Store(add ? S.Load(to, count) + bent : bent, to, count);
    }
}
