using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Elementwise;

/// <summary>x kept between two bounds. The slope is 1 from bound to bound, both included. NaN stays NaN.</summary>
/// <param name="low">The lower bound; −∞ for none.</param>
/// <param name="high">The upper bound, which prevails over the lower; ∞ for none.</param>
public readonly struct Clip(double low, double high) : IUnary
{
    /// <inheritdoc/>
    public static bool ReadsInput => true;

    /// <inheritdoc/>
    public static bool ReadsOutput => false;

    /// <inheritdoc/>
    public static bool IsPiecewiseLinear => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public S Value<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> => S.Min(S.Of(high), S.Max(S.Of(low), x));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public S Slope<S, T>(S x, S y)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        S.WhereLessOrEqual(S.Of(low), x, S.WhereLessOrEqual(x, S.Of(high), S.Of(1), S.Zero), S.Zero);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public S Slope<S, T>(S x, S y, out S bend)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        bend = S.Zero;
        return Slope<S, T>(x, y);
    }
}
