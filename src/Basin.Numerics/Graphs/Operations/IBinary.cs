using System.Numerics;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>A function of two numbers with its first and second partial derivatives.</summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IBinary<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>f(a, b).</summary>
    static abstract T Value(T a, T b);

    /// <summary>∂f/∂a.</summary>
    static abstract T SlopeA(T a, T b);

    /// <summary>∂f/∂b.</summary>
    static abstract T SlopeB(T a, T b);

    /// <summary>∂²f/∂a².</summary>
    static virtual T BendA(T a, T b) => T.Zero;

    /// <summary>∂²f/∂a∂b.</summary>
    static virtual T BendAB(T a, T b) => T.Zero;

    /// <summary>∂²f/∂b².</summary>
    static virtual T BendB(T a, T b) => T.Zero;
}
