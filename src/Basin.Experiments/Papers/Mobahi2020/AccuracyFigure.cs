using System.Collections.Immutable;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Papers.Mobahi2020;

/// <summary>Accuracy by round: a faint line a seed, and their mean with its error over the seeds that have the round.</summary>
internal static class AccuracyFigure
{
    public static Figure Of(IReadOnlyList<(string Label, ImmutableArray<ImmutableArray<double>> Seeds)> series) => new()
    {
        Description = "Accuracy by round of self-distillation, for each seed and on average",
        Panels =
        [
            new Panel
            {
                Title = "Accuracy by round",
                X = new Axis("round", IsWhole: true),
                Y = new Axis("accuracy"),
                Marks =
                [
                    .. series.SelectMany((one, color) => one.Seeds.Select(seed => new Line([.. seed.Select((accuracy, t) => (t + 1.0, accuracy))], IsFaint: true) { Color = color })),
                    .. series.Select((one, color) => new Dots([.. Means(one.Seeds)]) { Label = one.Label, Color = color }),
                ],
            },
        ],
    };

    private static IEnumerable<(double X, double Y, double Error)> Means(ImmutableArray<ImmutableArray<double>> seeds)
    {
        for (var t = 0; t < seeds.Max(seed => seed.Length); t++)
        {
            var mean = Measurement.Mean([.. seeds.Where(seed => seed.Length > t).Select(seed => seed[t])]);
            yield return (t + 1, mean.Value, mean.StandardError);
        }
    }
}
