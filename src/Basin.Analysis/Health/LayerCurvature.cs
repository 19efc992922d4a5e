using Basin.Analysis.Estimators;

namespace Basin.Analysis.Health;

/// <summary>The curvature of the loss in the parameters of one layer, all others held.</summary>
/// <param name="Name">The layer.</param>
/// <param name="Parameters">How many it has.</param>
/// <param name="Trace">The sum of its diagonal elements.</param>
public sealed record LayerCurvature(string Name, int Parameters, Estimate Trace);
