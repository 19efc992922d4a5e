using System.Numerics;

namespace Basin.Numerics.Kernels.Elementwise.Scalars;

/// <summary>arcosh x, for x above 1; f′ = 1/√(x² − 1), f″ = −x·f′³.</summary>
public readonly struct AreaCosine : IScalarFunction
{
    /// <inheritdoc/>
    public static T Value<T>(T x)
        where T : IFloatingPointIeee754<T> => T.Acosh(x);

    /// <inheritdoc/>
    public static T Slope<T>(T x, T y)
        where T : IFloatingPointIeee754<T> => T.One / T.Sqrt((x - T.One) * (x + T.One));

    /// <inheritdoc/>
    public static T Bend<T>(T x, T y, T slope)
        where T : IFloatingPointIeee754<T> => -x * slope * slope * slope;
}
