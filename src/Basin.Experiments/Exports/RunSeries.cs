using System.Collections.Immutable;
using Basin.Experiments.Runs;

namespace Basin.Experiments.Exports;

/// <summary>The lines of <c>metrics.jsonl</c> as series, those that a run has.</summary>
internal static class RunSeries
{
    // The order of the columns of a table. The number at step k was measured at θ after k steps, whichever kind of line it stands in.
    private static readonly (string Tag, Func<MetricsLine, double?> Of)[] _all =
    [
        ("epoch", line => line.Epoch),
        ("time", line => line.Time),
        ("learning_rate", line => line.LearningRate),
        ("train/batch_loss", line => line.Loss),
        ("train/penalty", line => line.Penalty),
        ("train/gradient_norm", line => line.GradientNorm),
        ("train/running_loss", line => line.RunningLoss),
        ("train/loss", line => line.Train?.Loss),
        ("train/accuracy", line => line.Train?.Accuracy),
        ("test/loss", line => line.Test?.Loss),
        ("test/accuracy", line => line.Test?.Accuracy),
    ];

    /// <summary>The names of all series, in order.</summary>
    public static IEnumerable<string> Names => _all.Select(one => NameOf(one.Tag));

    public static ImmutableArray<Series> Of(IReadOnlyList<MetricsLine> metrics) => [.. _all.Select(one => Of(one.Tag, one.Of, metrics)).Where(series => series.Steps.Length > 0)];

    private static Series Of(string tag, Func<MetricsLine, double?> of, IReadOnlyList<MetricsLine> metrics)
    {
        var points = new SortedDictionary<long, double>();
        foreach (var line in metrics)
        {
            if (of(line) is { } value && double.IsFinite(value)) points[line.Step] = value;
        }

        return new Series(NameOf(tag), tag, [.. points.Keys], [.. points.Values]);
    }

    private static string NameOf(string tag) => tag.Replace('/', '_');
}
