using System.Numerics;

namespace Basin.Numerics.Kernels.Elementwise.Scalars;

/// <summary>arsinh x; f′ = 1/√(1 + x²), f″ = −x·f′³.</summary>
public readonly struct AreaSine : IScalarFunction
{
    /// <inheritdoc/>
    public static T Value<T>(T x)
        where T : IFloatingPointIeee754<T> => T.Asinh(x);

    /// <inheritdoc/>
    public static T Slope<T>(T x, T y)
        where T : IFloatingPointIeee754<T> => T.One / T.Sqrt(T.One + (x * x));

    /// <inheritdoc/>
    public static T Bend<T>(T x, T y, T slope)
        where T : IFloatingPointIeee754<T> => -x * slope * slope * slope;
}
