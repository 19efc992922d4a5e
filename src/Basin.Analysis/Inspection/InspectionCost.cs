namespace Basin.Analysis.Inspection;

/// <summary>What an inspection took.</summary>
/// <param name="Products">Products with matrices of curvature and noise over the examples used.</param>
/// <param name="Gradients">Gradients, and passes for gradients of single examples, each over the examples used.</param>
/// <param name="Seconds">Time on the clock.</param>
public readonly record struct InspectionCost(int Products, int Gradients, double Seconds);
