using System.Numerics;

namespace Basin.Numerics.Kernels.Elementwise.Scalars;

/// <summary>artanh x, for |x| below 1; f′ = 1/(1 − x²), f″ = 2x·f′².</summary>
public readonly struct AreaTangent : IScalarFunction
{
    /// <inheritdoc/>
    public static T Value<T>(T x)
        where T : IFloatingPointIeee754<T> => T.Atanh(x);

    /// <inheritdoc/>
    public static T Slope<T>(T x, T y)
        where T : IFloatingPointIeee754<T> => T.One / ((T.One - x) * (T.One + x));

    /// <inheritdoc/>
    public static T Bend<T>(T x, T y, T slope)
        where T : IFloatingPointIeee754<T> => (x + x) * slope * slope;
}
