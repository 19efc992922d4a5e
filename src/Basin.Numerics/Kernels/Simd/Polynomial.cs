using System.Numerics;
using System.Runtime.CompilerServices;

namespace Basin.Numerics.Kernels.Simd;

/// <summary>
/// Polynomials by Horner's rule in x², highest coefficient first, a few coefficients a call. Two coefficients are paired
/// beside the chain, which halves the time that one multiplication waits for the one before.
/// </summary>
internal static class Polynomial
{
    /// <summary>p·x + a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static S Step<S, T>(S p, S x, double a)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> => S.MultiplyAdd(p, x, S.Of(a));

    /// <summary>(p·x + a)·x + b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static S Step<S, T>(S p, S x, double a, double b)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> => S.MultiplyAdd(p, x * x, S.MultiplyAdd(S.Of(a), x, S.Of(b)));

    /// <summary>((p·x + a)·x + b)·x + c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static S Step<S, T>(S p, S x, double a, double b, double c)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> => Step<S, T>(Step<S, T>(p, x, a), x, b, c);

    /// <summary>Four more coefficients.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static S Step<S, T>(S p, S x, double a, double b, double c, double d)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var square = x * x;
        var low = S.MultiplyAdd(S.MultiplyAdd(S.Of(a), x, S.Of(b)), square, S.MultiplyAdd(S.Of(c), x, S.Of(d)));
        return S.MultiplyAdd(p, square * square, low);
    }

    /// <summary>Five more coefficients.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static S Step<S, T>(S p, S x, double a, double b, double c, double d, double e)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> => Step<S, T>(Step<S, T>(p, x, a), x, b, c, d, e);
}
