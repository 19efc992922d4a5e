using System.Numerics;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>What is left of a after whole multiples of b, with the sign of a: a − b·trunc(a/b).</summary>
/// <typeparam name="T">float or double.</typeparam>
public readonly struct Remainder<T> : IBinary<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public static T Value(T a, T b) => a % b;

    /// <inheritdoc/>
    public static T SlopeA(T a, T b) => T.One;

    /// <inheritdoc/>
    public static T SlopeB(T a, T b) => -T.Truncate(a / b);
}
