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
        T* x0 = x, y0 = y, x1 = tangent, u0 = adjoint, u1 = factor, to = result;
        var i = start;
        for (; i <= end - S.Count; i += S.Count)
        {
            var sum = Both(f, Read(TFunction.ReadsInput, x0 + i), Read(TFunction.ReadsOutput, y0 + i), S.Load(x1 + i) * S.Load(u0 + i), u1 == null ? S.Zero : S.Load(u1 + i));
            S.Store(add ? S.Load(to + i) + sum : sum, to + i);
        }

        var rest = end - i;
        if (rest > 0)
        {
            var sum = Both(f, ReadSome(TFunction.ReadsInput, x0 + i, rest), ReadSome(TFunction.ReadsOutput, y0 + i, rest), S.Load(x1 + i, rest) * S.Load(u0 + i, rest), u1 == null ? S.Zero : S.Load(u1 + i, rest));
            S.Store(add ? S.Load(to + i, rest) + sum : sum, to + i, rest);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static S Both(TFunction f, S x, S y, S product, S factor)
        {
            var slope = f.Slope<S, T>(x, y);
            return S.MultiplyAdd(slope, factor, f.Bend<S, T>(x, y, slope) * product);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static S Read(bool needed, T* source) => needed ? S.Load(source) : S.Zero;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static S ReadSome(bool needed, T* source, int count) => needed ? S.Load(source, count) : S.Zero;
    }
}
