namespace Basin.Analysis.Inspection;

/// <summary>What an inspection took.</summary>
/// <param name="Products">Products with the Hessian and the Gauss-Newton matrix over the examples used.</param>
/// <param name="Seconds">Time on the clock.</param>
public readonly record struct InspectionCost(int Products, double Seconds);
