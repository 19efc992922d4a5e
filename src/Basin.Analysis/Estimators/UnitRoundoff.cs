using System.Numerics;

namespace Basin.Analysis.Estimators;

/// <summary>How finely numbers of type T are rounded.</summary>
internal static class UnitRoundoff<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Rounding steps that a product and a few vector operations add up to.
    private const double Steps = 64;

    /// <summary>The step from 1 to the next number.</summary>
    public static double Value { get; } = double.CreateTruncating(T.BitIncrement(T.One) - T.One);

    /// <summary>Whether what is left of a vector is nothing but the rounding of what was taken from it.</summary>
    public static bool IsAll(double left, double before) => left <= Steps * Value * before;
}
