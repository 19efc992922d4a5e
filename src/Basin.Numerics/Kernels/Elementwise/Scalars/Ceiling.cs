using System.Numerics;

namespace Basin.Numerics.Kernels.Elementwise.Scalars;

/// <summary>The smallest integer that is at least x; its slope is 0.</summary>
public readonly struct Ceiling : IScalarFunction
{
    /// <inheritdoc/>
    public static bool IsPiecewiseLinear => true;

    /// <inheritdoc/>
    public static T Value<T>(T x)
        where T : IFloatingPointIeee754<T> => T.Ceiling(x);

    /// <inheritdoc/>
    public static T Slope<T>(T x, T y)
        where T : IFloatingPointIeee754<T> => T.Zero;

    /// <inheritdoc/>
    public static T Bend<T>(T x, T y, T slope)
        where T : IFloatingPointIeee754<T> => T.Zero;
}
