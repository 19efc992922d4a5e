using Basin.Analysis.Estimators;

namespace Basin.Analysis.Inspection;

/// <summary>Curvature and gradient noise along one unit vector v, an eigenvector of the Gauss-Newton matrix G.</summary>
/// <param name="Curvature">vᵀGv, its eigenvalue with its residual.</param>
/// <param name="Noise">vᵀΣv, in the squared units of the gradient: exact over the examples measured, at the price of a push.</param>
public readonly record struct NoiseDirection(Eigenvalue Curvature, Estimate Noise);
