using System.Numerics;
using System.Runtime.CompilerServices;

namespace Basin.Numerics.Kernels.Simd;

/// <summary>eˣ and what is made of it, on registers.</summary>
/// <remarks>
/// x = n·ln 2 + r with |r| ≤ ½ ln 2, and eʳ = 1 + r + r²·q(r) with q a minimax polynomial (relative error 2⁻³¹ in
/// float, 2⁻⁶¹ in double). ln 2 is split so that n·(its upper part) is exact, with or without fused multiply-add.
/// </remarks>
public static class Exponential
{
    /// <summary>eˣ within 1 ulp; 0 and ∞ beyond the range, subnormals correctly rounded to within 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static S Exp<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> => Exp<S, T>(x, S.Zero, hasTail: false);

    /// <summary>e^(x + tail) for a tail that is tiny beside 1, as if x were known to more digits than T has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static S Exp<S, T>(S x, S tail)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> => Exp<S, T>(x, tail, hasTail: true);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static S Exp<S, T>(S x, S tail, bool hasTail)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var single = typeof(T) == typeof(float);
        x = S.Max(S.Of(single ? -105 : -746), S.Min(S.Of(single ? 89 : 710), x));
        var r = Reduce<S, T>(x, out var n);
        if (hasTail) r += tail;
        return S.Scale(S.MultiplyAdd(Quotient<S, T>(r), r * r, r) + S.Of(1), n);
    }

    /// <summary>eˣ − 1 within 2 ulp, relative to the result even where it is small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static S ExpMinusOne<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var single = typeof(T) == typeof(float);
        var bounded = S.Max(S.Of(single ? -25 : -60), S.Min(S.Of(single ? 89 : 710), x));
        var r = Reduce<S, T>(bounded, out var n);
        var small = S.MultiplyAdd(Quotient<S, T>(r), r * r, r);

        // Halved, so that 2ⁿ does not overflow before the result does.
        var half = S.Scale(S.Of(0.5), n);
        var result = S.MultiplyAdd(half, small, half - S.Of(0.5));
        return S.WhereEqual(n, S.Zero, WithZeroSign<S, T>(small, x), result + result);
    }

    /// <summary>tanh x within 3 ulp, relative to the result even near zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static S Tanh<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // tanh|x| = −m/(m + 2) with m = e^(−2|x|) − 1, which never overflows and never cancels.
        var single = typeof(T) == typeof(float);
        var a = S.Min(S.Of(single ? 10 : 20), S.Abs(x));
        var r = Reduce<S, T>(S.Of(-2) * a, out var n);
        var small = S.MultiplyAdd(Quotient<S, T>(r), r * r, r);
        var power = S.Scale(S.Of(1), n);
        var m = S.MultiplyAdd(power, small, power - S.Of(1));
        return S.CopySign(m / (m + S.Of(2)), x);
    }

    /// <summary>σ(x) = 1/(1 + e⁻ˣ) within 3 ulp, down to the subnormals for very negative x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static S Sigmoid<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var e = Exp<S, T>(-S.Abs(x));
        return S.WhereLess(x, S.Zero, e, S.Of(1)) / (e + S.Of(1));
    }

    /// <summary>r = x − n·ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static S Reduce<S, T>(S x, out S n)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var single = typeof(T) == typeof(float);
        n = S.Round(x * S.Of(1.4426950408889634));
        var r = S.MultiplyAdd(n, S.Of(single ? -0.693359375 : -0.6931471803691238), x);
        return S.MultiplyAdd(n, S.Of(single ? 0.00021219444005469057 : -1.9082149292705877e-10), r);
    }

    /// <summary>(eʳ − 1 − r)/r².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static S Quotient<S, T>(S r)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
            return Polynomial.Step<S, T>(S.Of(0.000199075846), r, 0.00139485928, 0.00833328627, 0.0416662395, 0.166666672, 0.5);
        var p = Polynomial.Step<S, T>(
            S.Of(2.0875622516642837e-09), r,
            2.5108959261850574e-08, 2.7557401921765406e-07, 2.7557244438989226e-06, 2.4801587173080142e-05, 0.00019841269885892589);
        return Polynomial.Step<S, T>(p, r, 0.0013888888888962249, 0.008333333333321724, 0.04166666666666651, 0.16666666666666677, 0.5);
    }

    /// <summary>−0 where x is −0, which the reduction loses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static S WithZeroSign<S, T>(S result, S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> => S.WhereEqual(x, S.Zero, x, result);
}
