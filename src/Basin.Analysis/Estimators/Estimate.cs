namespace Basin.Analysis.Estimators;

/// <summary>A number never travels without its error and its price.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="StandardError">The standard deviation of its sampling error, itself estimated; 0 when the value is exact up to rounding.</param>
/// <param name="Products">Operator products spent on it; estimates made together share theirs and each name the whole price.</param>
public readonly record struct Estimate(double Value, double StandardError, int Products)
{
    /// <summary>A known number times the estimate.</summary>
    public Estimate Times(double factor) => new(factor * Value, Math.Abs(factor) * StandardError, Products);
}
