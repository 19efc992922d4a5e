using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Elementwise;

/// <summary>x·Φ(x) with Φ the normal distribution; f′ = Φ + xφ, f″ = (2 − x²)φ. Source: Hendrycks and Gimpel (2016).</summary>
public readonly struct Gelu : IUnary
{
    /// <inheritdoc/>
    public static bool ReadsInput => true;

    /// <inheritdoc/>
    public static bool ReadsOutput => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public S Value<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> => S.Max(S.Of(-40), x) * Gaussian.Distribution<S, T>(x, out _);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public S Slope<S, T>(S x, S y)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var distribution = Gaussian.Distribution<S, T>(x, out var density);
        return S.MultiplyAdd(Finite<S, T>(x), density, distribution);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public S Slope<S, T>(S x, S y, out S bend)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var finite = Finite<S, T>(x);
        var distribution = Gaussian.Distribution<S, T>(x, out var density);
        bend = S.MultiplyAdd(-finite, finite, S.Of(2)) * density;
        return S.MultiplyAdd(finite, density, distribution);
    }

    /// <summary>Where x is infinite φ is zero, and their product would be NaN; beyond ±40 nothing changes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static S Finite<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> => S.Max(S.Of(-40), S.Min(S.Of(40), x));
}
