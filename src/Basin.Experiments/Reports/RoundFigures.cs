using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Experiments.Runs;
using Basin.Training;

namespace Basin.Experiments.Reports;

/// <summary>The figure of a distillation.</summary>
internal static class RoundFigures
{
    /// <summary>Accuracy by round where there are classes, else the loss; null without rounds.</summary>
    public static Figure? Curves(ImmutableArray<RoundSummary> rounds)
    {
        if (rounds.IsEmpty) return null;
        var areClasses = rounds[0].Given.Accuracy is not null;
        double Of(Evaluation? evaluation) => (areClasses ? 100 * evaluation?.Accuracy : evaluation?.Loss) ?? double.NaN;
        (string Name, Func<RoundSummary, Evaluation?> On)[] series = [("test", round => round.Test), ("training, targets as given", round => round.Given), ("training, true targets", round => round.True)];
        return new Figure
        {
            Description = "How well the network of each round does on held-out and on training examples",
            Panels =
            [
                new Panel
                {
                    Title = areClasses ? "Accuracy by round" : "Loss by round",
                    X = new Axis("round", IsWhole: true),
                    Y = new Axis(areClasses ? "% right" : "mean over examples"),
                    Marks = [.. series.Select((one, color) => new Line([.. rounds.Select(round => ((double)round.Round, Of(one.On(round))))]) { Label = one.Name, Color = color })],
                },
            ],
        };
    }
}
