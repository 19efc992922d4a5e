using System.Collections.Immutable;
using System.Text.Json;
using Basin.Experiments.Runs;
using Basin.Training.Instruments;

namespace Basin.Experiments.Exports;

/// <summary>The lines of <c>metrics.jsonl</c> as series, those that a run has.</summary>
internal static class RunSeries
{
    // The order of the columns of a table. The number at step k was measured at θ after k steps, whichever kind of line it stands in.
    private static readonly (string Name, string Tag, Func<MetricsLine, double?> Of)[] _all =
    [
        Grouped("epoch", line => line.Epoch),
        Grouped("time", line => line.Time),
        Grouped("learning_rate", line => line.LearningRate),
        Grouped("train/batch_loss", line => line.Loss),
        Grouped("train/penalty", line => line.Penalty),
        Grouped("train/gradient_norm", line => line.GradientNorm),
        Grouped("train/running_loss", line => line.RunningLoss),
        Grouped("train/loss", line => line.Train?.Loss),
        Grouped("train/accuracy", line => line.Train?.Accuracy),
        Grouped("test/loss", line => line.Test?.Loss),
        Grouped("test/accuracy", line => line.Test?.Accuracy),
        .. InstrumentCatalog.All.SelectMany(Readings),
    ];

    /// <summary>The names of all series, in order.</summary>
    public static IEnumerable<string> Names => _all.Select(one => one.Name);

    public static ImmutableArray<Series> Of(IReadOnlyList<MetricsLine> metrics) => [.. _all.Select(one => Of(one.Name, one.Tag, one.Of, metrics)).Where(series => series.Steps.Length > 0)];

    private static Series Of(string name, string tag, Func<MetricsLine, double?> of, IReadOnlyList<MetricsLine> metrics)
    {
        var points = new SortedDictionary<long, double>();
        foreach (var line in metrics)
        {
            if (of(line) is { } value && double.IsFinite(value)) points[line.Step] = value;
        }

        return new Series(name, tag, [.. points.Keys], [.. points.Values]);
    }

    private static (string Name, string Tag, Func<MetricsLine, double?> Of) Grouped(string tag, Func<MetricsLine, double?> of) => (tag.Replace('/', '_'), tag, of);

    // The value and its error; where no error is known that series has no number.
    private static IEnumerable<(string Name, string Tag, Func<MetricsLine, double?> Of)> Readings(InstrumentDescription instrument)
    {
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(instrument.Name);
        yield return (name, $"instruments/{name}", line => ReadingOf(line, instrument)?.Value);
        yield return ($"{name}_error", $"instruments/{name}_error", line => ReadingOf(line, instrument)?.Error);
    }

    private static Reading? ReadingOf(MetricsLine line, InstrumentDescription instrument) =>
        line.Readings is { } readings && readings.TryGetValue(instrument.Name, out var reading) ? reading : null;
}
