using System.Numerics;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>aᵇ; for negative a only whole b give numbers, and then only the derivatives by a exist.</summary>
/// <typeparam name="T">float or double.</typeparam>
public readonly struct Exponentiation<T> : IBinary<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public static T Value(T a, T b) => T.Pow(a, b);

    /// <inheritdoc/>
    public static T SlopeA(T a, T b) => Times(b, a, b - T.One);

    /// <inheritdoc/>
    public static T SlopeB(T a, T b) => a == T.Zero && b > T.Zero ? T.Zero : T.Pow(a, b) * T.Log(a);

    /// <inheritdoc/>
    public static T BendA(T a, T b) => Times(b * (b - T.One), a, b - T.One - T.One);

    /// <inheritdoc/>
    public static T BendAB(T a, T b) => T.Pow(a, b - T.One) * (T.One + (b * T.Log(a)));

    /// <inheritdoc/>
    public static T BendB(T a, T b) => SlopeB(a, b) * (a == T.Zero ? T.One : T.Log(a));

    // Zero times a power that is infinite at a = 0 is still zero: a¹ has no second derivative there.
    private static T Times(T factor, T a, T b) => factor == T.Zero ? T.Zero : factor * T.Pow(a, b);
}
