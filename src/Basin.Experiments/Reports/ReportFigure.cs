using Basin.Experiments.Figures;

namespace Basin.Experiments.Reports;

/// <summary>A figure of a report.</summary>
/// <param name="Name">Its file's name without the ending.</param>
/// <param name="Section">The heading it stands under.</param>
/// <param name="Figure">What to draw.</param>
internal sealed record ReportFigure(string Name, string Section, Figure Figure);
