using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Training.Distillation;

namespace Basin.Experiments.Papers.Mobahi2020;

/// <summary>The illustrative example: distillation helps, then hurts.</summary>
internal sealed class SineClaim : Claim
{
    private const int CurvesShown = 20;

    public override string Id => "sine";

    public override string Statement => "Fitting a noisy sine, the first few rounds of self-distillation come nearer to the truth, and further rounds lose it again.";

    public override string Place => "The illustrative example";

    public override ImmutableArray<ClaimParameter> Parameters => SineRuns.Parameters;

    public override SeedCount Seeds => new(300, 100);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var settings = SineRuns.Of(context);
        var all = settings.Run(context);
        var runs = all.Where(run => run.Rounds > 0).ToArray();
        var first = Measurement.Mean([.. runs.Select(run => run.Errors[0])]);
        return new ClaimOutcome(
        [
            Check.AtLeast("share of seeds that some distillation improves", Measurement.Share([.. all.Select(run => run.IsImproved)]), 0.95, BandSource.Measurement),
            Check.Between("round nearest the truth, mean", Measurement.Mean([.. runs.Select(run => (double)run.Best)]), 3.5, 6, BandSource.Measurement),
            Check.AtMost("mean squared distance to the truth at the best round, over that at the first", Ratio(runs, run => run.Errors.Min(), first.Value), 0.5, BandSource.Measurement),
            Check.AtLeast("mean squared distance to the truth at the last round, over that at the first", Ratio(runs, run => run.Errors[^1], first.Value), 2, BandSource.Measurement),
        ])
        {
            Figures = [new NamedFigure("rounds", Picture(context, settings, runs))],
            Note = FormattableString.Invariant($"Rounds until the fit is 0: {all.Average(run => run.Rounds):F1} on average; mean squared distance at the first round {first.Value:F3}."),
        };
    }

    // Of the means; the error is that of the numerator, which moves most.
    private static Measurement Ratio(SineRun[] runs, Func<SineRun, double> error, double first)
    {
        var mean = Measurement.Mean([.. runs.Select(error)]);
        return new Measurement(mean.Value / first, mean.StandardError / first);
    }

    private static Figure Picture(ClaimContext context, SineRuns settings, SineRun[] runs)
    {
        var example = new SineExample(settings.Intervals, settings.Sigma, settings.Tolerance);
        var targets = example.Targets(context.Seed.Derive("seed", 0));
        var distillation = new SelfDistillation(example.Spectrum, targets, 1, settings.Tolerance);
        var best = runs[0].Best;
        (int Round, string Label)[] shown = [.. new[] { (1, "round 1"), (best, $"best: {best}"), (distillation.Rounds.Length, $"last: {distillation.Rounds.Length}") }.DistinctBy(pair => pair.Item1)];
        return new Figure
        {
            Description = "Fits of a noisy sine after some rounds of self-distillation, and their distance to the sine by round",
            Columns = 2,
            Panels =
            [
                new Panel
                {
                    Title = "Fits",
                    X = new Axis("x"),
                    Y = new Axis("f(x)"),
                    Marks =
                    [
                        new Line([.. example.Grid.Select(x => (x, SineExample.Truth(x)))], IsFaint: true) { Label = "truth", Color = -1 },
                        .. shown.Select((pair, color) => new Line([.. example.Grid.Zip(example.OnGrid(distillation, pair.Round - 1))]) { Label = pair.Label, Color = color }),
                        new Dots([.. example.Points.Zip(targets, (x, y) => (x, y, 0.0))]) { Label = "targets", Color = -1 },
                    ],
                },
                new Panel
                {
                    Title = "Distance to the truth, by seed",
                    X = new Axis("round", IsWhole: true),
                    Y = new Axis("mean squared distance", IsLog: true),
                    Marks = [.. runs.Take(CurvesShown).Reverse().Select(Curve)],
                },
            ],
        };

        Line Curve(SineRun run) => new([.. run.Errors.Select((error, t) => (t + 1.0, error))], IsFaint: run != runs[0]);
    }
}
