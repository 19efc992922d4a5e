using System.Numerics;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>The smaller of a and b; of equals, a has the derivative. NaN stays NaN.</summary>
/// <typeparam name="T">float or double.</typeparam>
public readonly struct Minimum<T> : IBinary<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public static T Value(T a, T b) => T.Min(a, b);

    /// <inheritdoc/>
    public static T SlopeA(T a, T b) => a <= b ? T.One : T.Zero;

    /// <inheritdoc/>
    public static T SlopeB(T a, T b) => a <= b ? T.Zero : T.One;
}
