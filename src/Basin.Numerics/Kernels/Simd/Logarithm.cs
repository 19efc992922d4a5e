using System.Numerics;
using System.Runtime.CompilerServices;

namespace Basin.Numerics.Kernels.Simd;

/// <summary>ln x and what is made of it, on registers.</summary>
/// <remarks>
/// x = m·2ⁿ with m in [√½, √2). In float ln(1 + f) is a minimax polynomial in f = m − 1 (relative error 2⁻²⁹); in
/// double it is an odd series in s = f/(2 + f) (2⁻⁵⁸), arranged so that the rounding of s matters little.
/// </remarks>
public static class Logarithm
{
    /// <summary>ln x within 1 ulp; −∞ at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static S Log<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Subnormals are brought into the normal range first.
        var single = typeof(T) == typeof(float);
        var smallest = S.Of(single ? 1.17549435e-38 : 2.2250738585072014e-308);
        var shift = S.WhereLess(x, smallest, S.Of(single ? 24 : 54), S.Zero);
        var normal = S.WhereLess(x, smallest, x * S.Of(single ? 16777216d : 18014398509481984d), x);
        var result = OfNormal<S, T>(normal, shift);
        result = S.WhereLess(x, S.Of(double.PositiveInfinity), result, x);
        result = S.WhereEqual(x, S.Zero, S.Of(double.NegativeInfinity), result);
        return S.WhereLess(x, S.Zero, S.Of(double.NaN), result);
    }

    /// <summary>ln(1 + x) within 2 ulp, relative to the result even where it is small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static S LogPlusOne<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = x + S.Of(1);
        var rounded = Log<S, T>(y);
        var lost = WhatOneTook<S, T>(x, y);
        var result = S.WhereLess(S.Abs(rounded), S.Of(double.PositiveInfinity), rounded + (lost / y), rounded);
        return S.WhereEqual(x, S.Zero, x, result);
    }

    /// <summary>ln(1 + eˣ) within 3 ulp, for any x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static S Softplus<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var e = Exponential.Exp<S, T>(-S.Abs(x));
        var y = e + S.Of(1);
        return S.Max(S.Zero, x) + (OfNormal<S, T>(y, S.Zero) + (WhatOneTook<S, T>(e, y) / y));
    }

    /// <summary>x − (y − 1) where y = 1 + x was rounded, exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static S WhatOneTook<S, T>(S x, S y)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Which of the two terms is the larger decides what subtraction is exact.
        var one = S.Of(1);
        return S.WhereLess(one, S.Abs(x), one - (y - x), x - (y - one));
    }

    /// <summary>ln(x·2⁻ˢʰⁱᶠᵗ) for normal positive x; NaN gives NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static S OfNormal<S, T>(S x, S shift)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var f = S.Split(x, out var n) - S.Of(1);
        n -= shift;
        if (typeof(T) == typeof(float))
        {
            var p = Polynomial.Step<S, T>(S.Of(0.0693729296), f, -0.118467353, 0.118887991, -0.123774871, 0.142171174, -0.166694835);
            p = Polynomial.Step<S, T>(p, f, 0.200021878, -0.249999836, 0.333333135);
            var square = f * f;
            p = S.MultiplyAdd(n, S.Of(-0.00021219444005469057), p * f * square);
            p = S.MultiplyAdd(square, S.Of(-0.5), p);
            return S.MultiplyAdd(n, S.Of(0.693359375), f + p);
        }
        else
        {
            var s = f / (f + S.Of(2));
            var z = s * s;
            var p = Polynomial.Step<S, T>(S.Of(0.1481051999082406), z, 0.15313164375076815, 0.18183571541169416, 0.2222219909089342);
            p = Polynomial.Step<S, T>(p, z, 0.28571428729284787, 0.39999999999519825, 0.666666666666671) * z;
            var halfSquare = S.Of(0.5) * f * f;
            p = S.MultiplyAdd(s, halfSquare + p, n * S.Of(1.9082149292705877e-10));
            return S.MultiplyAdd(n, S.Of(0.6931471803691238), f - (halfSquare - p));
        }
    }
}
