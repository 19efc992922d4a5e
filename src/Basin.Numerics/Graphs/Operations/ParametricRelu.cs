using System.Numerics;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>a where a is not negative, b·a elsewhere: a rectifier whose leak b is trained. The slope at 0 is 1.</summary>
/// <remarks>Source: He, Zhang, Ren and Sun (2015).</remarks>
/// <typeparam name="T">float or double.</typeparam>
public readonly struct ParametricRelu<T> : IBinary<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public static T Value(T a, T b) => a < T.Zero ? b * a : a;

    /// <inheritdoc/>
    public static T SlopeA(T a, T b) => a < T.Zero ? b : T.One;

    /// <inheritdoc/>
    public static T SlopeB(T a, T b) => a < T.Zero ? a : T.Zero;

    /// <inheritdoc/>
    public static T BendAB(T a, T b) => a < T.Zero ? T.One : T.Zero;
}
