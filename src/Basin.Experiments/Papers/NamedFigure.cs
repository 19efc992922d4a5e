using Basin.Experiments.Figures;

namespace Basin.Experiments.Papers;

/// <summary>A figure of a claim.</summary>
/// <param name="Name">The file's name without its ending: lower-case words with hyphens.</param>
/// <param name="Figure">What to draw.</param>
public sealed record NamedFigure(string Name, Figure Figure);
