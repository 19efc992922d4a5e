using System.Numerics;

namespace Basin.Numerics.Kernels.Elementwise;

/// <summary>A function of one number with its first two derivatives, written on single numbers; see <see cref="Scalar{TFunction}"/>.</summary>
public interface IScalarFunction
{
    /// <summary>Whether f″ is zero wherever it exists.</summary>
    static virtual bool IsPiecewiseLinear => false;

    /// <summary>y = f(x).</summary>
    static abstract T Value<T>(T x)
        where T : IFloatingPointIeee754<T>;

    /// <summary>f′(x).</summary>
    static abstract T Slope<T>(T x, T y)
        where T : IFloatingPointIeee754<T>;

    /// <summary>f″(x).</summary>
    static abstract T Bend<T>(T x, T y, T slope)
        where T : IFloatingPointIeee754<T>;
}
