using System.Numerics;
using System.Runtime.CompilerServices;

namespace Basin.Numerics.Kernels.Simd;

/// <summary>Polynomials by Horner's rule, highest coefficient first, a few coefficients a call.</summary>
internal static class Horner
{
    /// <summary>(p·x + a)·x + b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static S Step<S, T>(S p, S x, double a, double b)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        S.MultiplyAdd(S.MultiplyAdd(p, x, S.Of(a)), x, S.Of(b));

    /// <summary>((p·x + a)·x + b)·x + c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static S Step<S, T>(S p, S x, double a, double b, double c)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        S.MultiplyAdd(S.MultiplyAdd(S.MultiplyAdd(p, x, S.Of(a)), x, S.Of(b)), x, S.Of(c));

    /// <summary>Five more coefficients.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static S Step<S, T>(S p, S x, double a, double b, double c, double d, double e)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        p = S.MultiplyAdd(p, x, S.Of(a));
        p = S.MultiplyAdd(p, x, S.Of(b));
        p = S.MultiplyAdd(p, x, S.Of(c));
        p = S.MultiplyAdd(p, x, S.Of(d));
        return S.MultiplyAdd(p, x, S.Of(e));
    }
}
