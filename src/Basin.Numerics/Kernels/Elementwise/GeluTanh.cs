using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Elementwise;

/// <summary>½x(1 + tanh u) = x·σ(2u) with u = √(2/π)(x + 0.044715x³), the common approximation of <see cref="Gelu"/>.</summary>
public readonly struct GeluTanh : IUnary
{
    private const double TwiceRoot = 1.5957691216057308; // 2√(2/π)
    private const double Cubic = TwiceRoot * 0.044715;

    /// <inheritdoc/>
    public static bool ReadsInput => true;

    /// <inheritdoc/>
    public static bool ReadsOutput => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public S Value<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var finite = S.Max(S.Of(-40), x);
        return finite * Exponential.Sigmoid<S, T>(Argument<S, T>(finite));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public S Slope<S, T>(S x, S y)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var finite = Finite<S, T>(x);
        var s = Exponential.Sigmoid<S, T>(Argument<S, T>(finite));
        return S.MultiplyAdd(finite * S.MultiplyAdd(-s, s, s), ArgumentSlope<S, T>(finite), s);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public S Slope<S, T>(S x, S y, out S bend)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // With v = 2u: f″ = σ′(2v′ + x·v″) + x·σ″·v′².
        var finite = Finite<S, T>(x);
        var s = Exponential.Sigmoid<S, T>(Argument<S, T>(finite));
        var first = S.MultiplyAdd(-s, s, s);
        var second = first * S.MultiplyAdd(S.Of(-2), s, S.Of(1));
        var v = ArgumentSlope<S, T>(finite);
        var curved = S.MultiplyAdd(S.Of(6 * Cubic), finite * finite, v + v);
        bend = S.MultiplyAdd(first, curved, finite * second * v * v);
        return S.MultiplyAdd(finite * first, v, s);
    }

    /// <summary>2u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static S Argument<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> => x * S.MultiplyAdd(S.Of(Cubic), x * x, S.Of(TwiceRoot));

    /// <summary>2u′.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static S ArgumentSlope<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> => S.MultiplyAdd(S.Of(3 * Cubic), x * x, S.Of(TwiceRoot));

    /// <summary>Where x is infinite the derivatives of σ are zero, and the products would be NaN; beyond ±40 nothing changes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static S Finite<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> => S.Max(S.Of(-40), S.Min(S.Of(40), x));
}
