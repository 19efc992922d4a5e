using System.Numerics;

namespace Basin.Numerics.Kernels.Elementwise.Scalars;

/// <summary>arcsin x, for |x| below 1; f′ = 1/√(1 − x²), f″ = x·f′³.</summary>
public readonly struct ArcSine : IScalarFunction
{
    /// <inheritdoc/>
    public static T Value<T>(T x)
        where T : IFloatingPointIeee754<T> => T.Asin(x);

    /// <inheritdoc/>
    public static T Slope<T>(T x, T y)
        where T : IFloatingPointIeee754<T> => T.One / T.Sqrt((T.One - x) * (T.One + x));

    /// <inheritdoc/>
    public static T Bend<T>(T x, T y, T slope)
        where T : IFloatingPointIeee754<T> => x * slope * slope * slope;
}
