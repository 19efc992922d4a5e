using System.Numerics;
using System.Runtime.CompilerServices;

namespace Basin.Numerics.Kernels.Simd;

/// <summary>Sine and cosine, on registers.</summary>
/// <remarks>
/// x = n·π/2 + r, with π/2 in parts whose products with n are exact. Registers that hold an argument beyond 8192
/// (float) or 2²⁰ (double) are computed one number at a time.
/// </remarks>
public static class Trigonometry
{
    /// <summary>sin x within 2 ulp, except close to a multiple of π far from zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static S Sin<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        IsFar<S, T>(x) ? OneByOne<S, T>(x, false) : Near<S, T>(x, 0);

    /// <summary>cos x within 2 ulp, except close to its zeros far from the origin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static S Cos<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        IsFar<S, T>(x) ? OneByOne<S, T>(x, true) : Near<S, T>(x, 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFar<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        S.AnyLess(S.Of(typeof(T) == typeof(float) ? 8192 : 1048576), S.Abs(x));

    /// <summary>sin(x + turns·π/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static S Near<S, T>(S x, int turns)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var n = S.Round(x * S.Of(0.6366197723675814));
        var r = Reduce<S, T>(x, n);
        var z = r * r;
        var sine = S.MultiplyAdd(SineQuotient<S, T>(z), z * r, r);
        var cosine = S.MultiplyAdd(CosineQuotient<S, T>(z), z * z, S.MultiplyAdd(S.Of(-0.5), z, S.Of(1)));

        // The quadrant, in −2 … 2: odd ones take the cosine, −2, −1 and 2 change the sign.
        n += S.Of(turns);
        var quadrant = S.MultiplyAdd(S.Round(n * S.Of(0.25)), S.Of(-4), n);
        var result = S.WhereEqual(S.Abs(quadrant), S.Of(1), cosine, sine);
        result = S.WhereLess(quadrant, S.Zero, -result, result);
        return S.WhereEqual(quadrant, S.Of(2), -result, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static S Reduce<S, T>(S x, S n)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            var r = S.MultiplyAdd(n, S.Of(-1.5703125), x);
            r = S.MultiplyAdd(n, S.Of(-0.0004837512969970703), r);
            r = S.MultiplyAdd(n, S.Of(-7.549533620476723e-08), r);
            return S.MultiplyAdd(n, S.Of(-2.563344151594519e-12), r);
        }
        else
        {
            var r = S.MultiplyAdd(n, S.Of(-1.5707963267341256), x);
            r = S.MultiplyAdd(n, S.Of(-6.077100506303966e-11), r);
            return S.MultiplyAdd(n, S.Of(-2.0222662487959506e-21), r);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static S SineQuotient<S, T>(S z)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        typeof(T) == typeof(float)
            ? Polynomial.Step<S, T>(S.Of(2.71734189e-06), z, -0.000198392605, 0.00833332911, -0.166666672)
            : Polynomial.Step<S, T>(
                S.Of(1.5894710581634463e-10), z,
                -2.505073457106949e-08, 2.755731365185318e-06, -0.00019841269830144393, 0.008333333333323662, -0.1666666666666664);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static S CosineQuotient<S, T>(S z)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        typeof(T) == typeof(float)
            ? Polynomial.Step<S, T>(S.Of(2.44637704e-05), z, -0.00138876541, 0.041666653)
            : Polynomial.Step<S, T>(
                S.Of(-1.1367981880469046e-11), z,
                2.0875897738682843e-09, -2.7557315738613277e-07, 2.4801587294628004e-05, -0.001388888888888284, 0.04166666666666665);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe S OneByOne<S, T>(S x, bool cosine)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var numbers = stackalloc T[S.Count];
        S.Store(x, numbers);
        for (var i = 0; i < S.Count; i++) numbers[i] = cosine ? T.Cos(numbers[i]) : T.Sin(numbers[i]);
        return S.Load(numbers);
    }
}
