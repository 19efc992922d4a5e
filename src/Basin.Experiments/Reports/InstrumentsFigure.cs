using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Experiments.Runs;
using Basin.Training.Instruments;

namespace Basin.Experiments.Reports;

/// <summary>What the instruments read along training: a panel each, save for the sharpness, which has a figure of its own.</summary>
internal static class InstrumentsFigure
{
    /// <summary>The figure; null where no other instrument was read.</summary>
    /// <param name="metrics">The series.</param>
    /// <param name="stepsPerEpoch">Steps counted as one epoch.</param>
    /// <param name="along">What the readings took; null where that is not known.</param>
    public static Figure? Of(IReadOnlyList<MetricsLine> metrics, int stepsPerEpoch, AlongSummary? along)
    {
        var read =
            from instrument in InstrumentCatalog.All
            where instrument.Name != Readings.Sharpness
            let points = Readings.Of(metrics, instrument.Name, stepsPerEpoch)
            where points.Length > 0
            select (Instrument: instrument, Points: points);
        var all = read.ToImmutableArray();
        if (all.IsEmpty) return null;
        return new Figure
        {
            Description = along?.Sentence ?? "What the instruments read along training.",
            Columns = 2,
            PanelHeight = 215,
            Panels = [.. all.Select(one => Panel(one.Instrument, one.Points))],
        };
    }

    /// <summary>What a panel of an instrument is called.</summary>
    public static string TitleOf(InstrumentDescription instrument) => char.ToUpperInvariant(instrument.Label[0]) + instrument.Label[1..];

    private static Panel Panel(InstrumentDescription instrument, ImmutableArray<(double X, double Y, double Error)> points) => new()
    {
        Title = TitleOf(instrument),
        Caption = instrument.Meaning,
        X = new Axis("epoch", Minimum: 0),
        Y = Readings.AxisOf(instrument, [.. points.Select(point => point.Y)]) with { Label = "" },
        Marks = [.. Course.Of(points, isNoisy: instrument.IsEachStep, label: null, color: 0)],
    };
}
