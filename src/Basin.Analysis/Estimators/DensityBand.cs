using System.Collections.Immutable;

namespace Basin.Analysis.Estimators;

/// <summary>A smoothed spectral density on a grid, with the error of each of its points.</summary>
/// <param name="Points">Where, ascending, in units of the eigenvalues.</param>
/// <param name="Density">The part of the eigenvalues per unit, at each point.</param>
/// <param name="StandardErrors">Of the density at each point, over the random starts; errors of neighbours go together.</param>
/// <param name="Width">The standard deviation of the Gaussian that smooths it.</param>
public sealed record DensityBand(ImmutableArray<double> Points, ImmutableArray<double> Density, ImmutableArray<double> StandardErrors, double Width);
