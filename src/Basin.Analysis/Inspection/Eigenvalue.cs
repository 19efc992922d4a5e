namespace Basin.Analysis.Inspection;

/// <summary>An eigenvalue λ of a symmetric matrix A, found by products.</summary>
/// <param name="Value">λ, with its sign.</param>
/// <param name="Residual">‖A v − λ v‖ for its unit vector v: some true eigenvalue lies within this distance.</param>
public readonly record struct Eigenvalue(double Value, double Residual);
