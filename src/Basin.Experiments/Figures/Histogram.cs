using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Basin.Experiments.Figures;

/// <summary>How often values fall between edges.</summary>
/// <param name="Edges">Ascending, one more than there are bins.</param>
/// <param name="Heights">One a bin.</param>
public sealed record Histogram(ImmutableArray<double> Edges, ImmutableArray<double> Heights) : Mark
{
    /// <summary>One a bin.</summary>
    public ImmutableArray<double> Heights { get; } = Heights.Length == Edges.Length - 1
        ? Heights
        : throw new ArgumentException($"{Heights.Length} heights stand between {Edges.Length} edges; there must be {Edges.Length - 1}.", nameof(Heights));

    /// <summary>Counts the finite ones among <paramref name="values"/> in bins of equal width.</summary>
    /// <param name="values">At least one finite.</param>
    /// <param name="bins">At least 1.</param>
    public static Histogram Of(IEnumerable<double> values, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var finite = values.Where(double.IsFinite).ToArray();
        if (finite.Length == 0) throw new ArgumentException("A histogram needs a finite value.", nameof(values));
        var (low, high) = (finite.Min(), finite.Max());
        if (high <= low) (low, high) = (low - 0.5, low + 0.5);
        var counts = new double[bins];
        foreach (var value in finite) counts[Math.Min(bins - 1, (int)(bins * (value - low) / (high - low)))]++;
        return new Histogram([.. Enumerable.Range(0, bins + 1).Select(i => low + (i * (high - low) / bins))], [.. counts]);
    }

    internal override IEnumerable<(double X, double Y)> Extent => [.. Edges.Select(edge => (edge, 0.0)), .. Heights.Select(height => (double.NaN, height))];

    internal override string Kind => "histogram";

    internal override void Describe(JsonObject mark)
    {
        mark["edges"] = FigureJson.Numbers(Edges);
        mark["heights"] = FigureJson.Numbers(Heights);
    }
}
