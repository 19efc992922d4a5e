namespace Basin.Analysis.Estimators;

/// <summary>A number obtained by chance, with its error and its price.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="StandardError">The estimated standard deviation of <paramref name="Value"/>; 0 when it is exact.</param>
/// <param name="Products">Operator products spent.</param>
public readonly record struct Estimate(double Value, double StandardError, int Products);
