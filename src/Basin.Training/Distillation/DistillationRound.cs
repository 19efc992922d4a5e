using System.Collections.Immutable;

namespace Basin.Training.Distillation;

/// <summary>One fit to the outputs of the fit before.</summary>
/// <param name="Multiplier">c of the round; it grows from round to round.</param>
/// <param name="RatioBefore">r = ‖y‖/√(Kε) of the targets that it was fitted to, above 1.</param>
/// <param name="Ratio">r of its own outputs; at most 1 where the next fit is 0.</param>
/// <param name="Filter">B, the diagonal that takes the first targets to these outputs along the eigenvectors: each in (0, 1), ascending with the eigenvalues.</param>
/// <param name="ModifiedSpectrum">
/// Eigenvalues of the kernel with which one ordinary ridge regression of the first targets, with the multiplier of round 1, gives the same
/// function: d′ = c₁/(Πᵢ(1 + cᵢ/d) − 1).
/// </param>
public sealed record DistillationRound(double Multiplier, double RatioBefore, double Ratio, ImmutableArray<double> Filter, ImmutableArray<double> ModifiedSpectrum);
