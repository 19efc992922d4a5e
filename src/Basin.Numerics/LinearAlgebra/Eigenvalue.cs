namespace Basin.Numerics.LinearAlgebra;

/// <summary>An eigenvalue with what is known about its truth.</summary>
/// <param name="Value">λ, the Rayleigh quotient of its vector v.</param>
/// <param name="Residual">‖Av − λv‖ for ‖v‖ = 1: some eigenvalue of A lies within this distance; usually far closer, as its square over the gap.</param>
/// <param name="Converged">Whether the residual is within the tolerance asked for.</param>
public readonly record struct Eigenvalue(double Value, double Residual, bool Converged);
