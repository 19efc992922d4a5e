namespace Basin.Training.Rules;

/// <summary>A window on θ whose learning rate is a multiple of the others'.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">How many parameters.</param>
/// <param name="Factor">The multiple of η; finite, at least 0.</param>
public readonly record struct RateScale(int Offset, int Length, double Factor);
