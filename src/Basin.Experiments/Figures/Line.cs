using System.Collections.Immutable;

namespace Basin.Experiments.Figures;

/// <summary>Points joined in order; a NaN breaks the line.</summary>
/// <param name="Points">In order.</param>
/// <param name="IsFaint">Whether it is the background of another.</param>
public sealed record Line(ImmutableArray<(double X, double Y)> Points, bool IsFaint = false) : Mark
{
    internal override IEnumerable<(double X, double Y)> Extent => Points;
}
