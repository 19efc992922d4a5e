namespace Basin.Experiments.Figures;

/// <summary>A direction of a panel.</summary>
/// <param name="Label">The quantity, with its unit where it has one.</param>
/// <param name="IsLog">Whether equal distances are equal ratios; numbers not above 0 are then left out.</param>
/// <param name="Minimum">Where it begins; null for where the data do.</param>
/// <param name="Maximum">Where it ends; null for where the data do.</param>
/// <param name="IsWhole">Whether only whole numbers make sense, as for a rank.</param>
public sealed record Axis(string Label, bool IsLog = false, double? Minimum = null, double? Maximum = null, bool IsWhole = false);
