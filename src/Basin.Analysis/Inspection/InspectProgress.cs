namespace Basin.Analysis.Inspection;

/// <summary>How far an inspection is.</summary>
/// <param name="Stage">What is being measured, such as "Hessian eigenvalues".</param>
/// <param name="Products">Products spent so far, over all stages.</param>
/// <param name="ProductsLeft">At most so many more; fewer when an estimate is precise early.</param>
public readonly record struct InspectProgress(string Stage, int Products, int ProductsLeft);
