using System.Numerics;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>a / b.</summary>
/// <typeparam name="T">float or double.</typeparam>
public readonly struct Quotient<T> : IBinary<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public static T Value(T a, T b) => a / b;

    /// <inheritdoc/>
    public static T SlopeA(T a, T b) => T.One / b;

    /// <inheritdoc/>
    public static T SlopeB(T a, T b) => -a / (b * b);

    /// <inheritdoc/>
    public static T BendAB(T a, T b) => -T.One / (b * b);

    /// <inheritdoc/>
    public static T BendB(T a, T b) => (a + a) / (b * b * b);
}
