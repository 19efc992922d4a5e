using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Elementwise;

/// <summary>Takes a function number by number from the runtime's library: exact, slow, and right for what networks seldom use.</summary>
/// <typeparam name="TFunction">f.</typeparam>
public readonly unsafe struct Scalar<TFunction> : IUnary
    where TFunction : struct, IScalarFunction
{
    /// <inheritdoc/>
    public static bool ReadsInput => true;

    /// <inheritdoc/>
    public static bool ReadsOutput => true;

    /// <inheritdoc/>
    public static bool IsPiecewiseLinear => TFunction.IsPiecewiseLinear;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public S Value<S, T>(S x)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = x;
        for (var i = 0; i < S.Count; i++) ((T*)&y)[i] = TFunction.Value(((T*)&x)[i]);
        return y;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public S Slope<S, T>(S x, S y)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var slope = x;
        for (var i = 0; i < S.Count; i++) ((T*)&slope)[i] = TFunction.Slope(((T*)&x)[i], ((T*)&y)[i]);
        return slope;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public S Slope<S, T>(S x, S y, out S bend)
        where S : unmanaged, ISimd<S, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        S slope = Slope<S, T>(x, y), bent = x;
        for (var i = 0; i < S.Count; i++) ((T*)&bent)[i] = TFunction.Bend(((T*)&x)[i], ((T*)&y)[i], ((T*)&slope)[i]);
        bend = bent;
        return slope;
    }
}
