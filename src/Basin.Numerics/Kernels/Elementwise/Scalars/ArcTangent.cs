using System.Numerics;

namespace Basin.Numerics.Kernels.Elementwise.Scalars;

/// <summary>arctan x; f′ = 1/(1 + x²), f″ = −2x·f′².</summary>
public readonly struct ArcTangent : IScalarFunction
{
    /// <inheritdoc/>
    public static T Value<T>(T x)
        where T : IFloatingPointIeee754<T> => T.Atan(x);

    /// <inheritdoc/>
    public static T Slope<T>(T x, T y)
        where T : IFloatingPointIeee754<T> => T.One / (T.One + (x * x));

    /// <inheritdoc/>
    public static T Bend<T>(T x, T y, T slope)
        where T : IFloatingPointIeee754<T> => -(x + x) * slope * slope;
}
