using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Elementwise;

/// <summary>x·σ(x), also called swish; f′ = σ + x·σ′, f″ = 2σ′ + x·σ″.</summary>
public readonly struct Silu : IUnary
{
    /// <inheritdoc/>
    public static bool ReadsInput => true;

    /// <inheritdoc/>
    public static bool ReadsOutput => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public S Value<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> => S.Max(S.Of(-800), x) * Exponential.Sigmoid<S, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public S Slope<S, T>(S x, S y)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var s = Exponential.Sigmoid<S, T>(x);
        return S.MultiplyAdd(Finite<S, T>(x), S.MultiplyAdd(-s, s, s), s);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public S Slope<S, T>(S x, S y, out S bend)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var finite = Finite<S, T>(x);
        var s = Exponential.Sigmoid<S, T>(x);
        var first = S.MultiplyAdd(-s, s, s);
        bend = first * S.MultiplyAdd(finite, S.MultiplyAdd(S.Of(-2), s, S.Of(1)), S.Of(2));
        return S.MultiplyAdd(finite, first, s);
    }

    /// <summary>Where x is infinite the derivatives of σ are zero, and the products would be NaN; beyond ±800 nothing changes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static S Finite<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> => S.Max(S.Of(-800), S.Min(S.Of(800), x));
}
