using System.Numerics;
using System.Runtime.CompilerServices;

namespace Basin.Numerics.Kernels.Simd;

/// <summary>The normal density, its integral Φ, and the error function, on registers.</summary>
/// <remarks>
/// The tail is erfc t = e^(−t²)·p(q)/(1 + 2t) with q = (t − k)/(t + k) and p a minimax polynomial on the whole range
/// where T is not zero. t² is kept to more digits than T has, because the exponential multiplies its relative error by
/// t². The variable q is from Shepherd and Laframboise (1981).
/// </remarks>
public static class Gaussian
{
    private const double InverseRootTwo = 0.7071067811865476;
    private const double InverseRootTwoPi = 0.3989422804014327;

    /// <summary>φ(x) = e^(−x²/2)/√(2π), within 3 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static S Density<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Bell<S, T>(S.Min(S.Of(typeof(T) == typeof(float) ? 15 : 39), S.Abs(x)), -0.5) * S.Of(InverseRootTwoPi);

    /// <summary>Φ(x) within a few ulp, relative to the result in the left tail too; and φ(x), which costs nothing more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static S Distribution<S, T>(S x, out S density)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = S.Min(S.Of(typeof(T) == typeof(float) ? 15 : 39), S.Abs(x));
        var bell = Bell<S, T>(a, -0.5);
        density = bell * S.Of(InverseRootTwoPi);
        var tail = bell * S.Of(0.5) * ScaledTail<S, T>(a * S.Of(InverseRootTwo));
        return S.WhereLess(x, S.Zero, tail, S.Of(1) - tail);
    }

    /// <summary>erf x within 2 ulp, relative to the result even near zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static S Erf<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = S.Min(S.Of(7), S.Abs(x));
        var tail = Bell<S, T>(a, -1) * ScaledTail<S, T>(a);
        var far = S.CopySign(S.Of(1) - tail, x);
        return S.WhereLess(a, S.Of(0.75), ErfNearZero<S, T>(x), far);
    }

    /// <summary>e^(factor·a²) for a ≥ 0 so small that a² does not overflow; the factor is −1 or −½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static S Bell<S, T>(S a, double factor)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var square = a * a;
        var tail = S.IsFused ? S.MultiplyAdd(a, a, -square) : LostBySquaring<S, T>(a, square);
        return Exponential.Exp<S, T>(square * S.Of(factor), tail * S.Of(factor));
    }

    /// <summary>a² − square, by way of the upper half of the digits of a, whose square is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static S LostBySquaring<S, T>(S a, S square)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var unit = typeof(T) == typeof(float) ? 256d : 1048576d;
        var upper = S.Round(a * S.Of(unit)) * S.Of(1 / unit);
        return ((upper * upper) - square) + ((a - upper) * (a + upper));
    }

    /// <summary>x + x·p(x²), for |x| below ¾.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static S ErfNearZero<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var z = x * x;
        if (typeof(T) == typeof(float))
        {
            var p = Polynomial.Step<S, T>(S.Of(-0.000674951298), z, 0.00511434674, -0.0268346258, 0.112833768, -0.3761262, 0.128379166);
            return S.MultiplyAdd(x, p, x);
        }
        else
        {
            var p = Polynomial.Step<S, T>(
                S.Of(1.146375499912527e-08), z,
                -1.5937601144617582e-07, 1.6430388610664248e-06, -1.4924176683082207e-05, 0.00012055288779975639, -0.0008548326169186207);
            p = Polynomial.Step<S, T>(p, z, 0.005223977615124203, -0.026866170644402696, 0.11283791670952482, -0.37612638903183715, 0.1283791670955126);
            return S.MultiplyAdd(x, p, x);
        }
    }

    /// <summary>e^(t²)·erfc t for t ≥ 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static S ScaledTail<S, T>(S t)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // One division serves both (t − k)/(t + k) and 1/(1 + 2t).
        var single = typeof(T) == typeof(float);
        var k = S.Of(single ? 3 : 3.75);
        var up = t + k;
        var line = S.MultiplyAdd(S.Of(2), t, S.Of(1));
        var inverse = S.Of(1) / (up * line);
        var q = (t - k) * line * inverse;
        S p;
        if (single)
        {
            p = Polynomial.Step<S, T>(S.Of(-0.000266232761), q, -0.000772673055, 0.0020048453, 0.0025657143, -0.0237995349, 0.068295747);
            p = Polynomial.Step<S, T>(p, q, -0.119270615, 0.12964645, -0.0475624204, -0.135621145, 1.25300801);
        }
        else
        {
            p = Polynomial.Step<S, T>(S.Of(-9.253115549345591e-10), q, -4.872761006316345e-09, 1.3088560329648948e-10, 4.036471414243649e-08);
            p = Polynomial.Step<S, T>(p, q, 1.80804391875654e-08, -2.624397307024167e-07, -5.33788898838249e-08, 1.7553141488322618e-06, -9.752618585500174e-07);
            p = Polynomial.Step<S, T>(p, q, -1.1446231072404528e-05, 2.2384688724239824e-05, 5.164984210541877e-05, -0.00029015414356484484, 0.00029371349643328264);
            p = Polynomial.Step<S, T>(p, q, 0.001755625854907186, -0.009746579534002429, 0.02836227741960192, -0.05869339859163559, 0.09230432116029183);
            p = Polynomial.Step<S, T>(p, q, -0.10880393014166317, 0.0822767384901488, 0.0035854154854629916, -0.140240598585547, 1.2375126308378275);
        }

        return p * up * inverse;
    }
}
