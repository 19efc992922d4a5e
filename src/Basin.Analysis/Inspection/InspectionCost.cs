namespace Basin.Analysis.Inspection;

/// <summary>What an inspection took.</summary>
/// <param name="Products">Products with matrices of curvature and noise over the examples used.</param>
/// <param name="Gradients">Passes backwards through the examples used: a gradient is one, as are gradients of single examples; their curvature is k.</param>
/// <param name="Seconds">Time on the clock.</param>
public readonly record struct InspectionCost(int Products, int Gradients, double Seconds);
