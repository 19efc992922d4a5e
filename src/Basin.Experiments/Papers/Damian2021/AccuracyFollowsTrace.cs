using System.Collections.Immutable;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Papers.Damian2021;

/// <summary>Along a run with label noise accuracy rises as the trace falls.</summary>
internal sealed class AccuracyFollowsTrace : Claim
{
    private const int Looks = 100;

    // A tenth of the run, as the paper smooths over 100 of 1,000 epochs.
    private const int Window = 10;

    public override string Id => "accuracy-follows-trace";

    public override string Statement => "Along runs with label noise the test accuracy is strongly correlated with the trace of the Hessian.";

    public override string Place => "section 4, figure 3, right";

    public override ImmutableArray<ClaimParameter> Parameters => ClassificationSettings.Parameters.Add(ClassificationSettings.LearningRate);

    public override SeedCount Seeds => new(9, 5);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var settings = ClassificationSettings.Of(context);
        var starts = ClassificationStart.Of(context);
        var full = context.ForEach(starts, start => Follow(settings, start, start.FullBatch, context));
        var adversarial = context.ForEach(starts, start => Follow(settings, start, start.Adversarial, context));
        var alone = Measurement.Median([.. full.Select(run => Correlation(Smooth(run)))]);
        return new ClaimOutcome(
        [
            Check.AtMost("rank correlation of accuracy and tr ∇²L from the full-batch start, means over seeds and 10 looks", Correlation(Smooth(Mean(full))), -0.7, BandSource.Measurement),
            Check.AtMost("the same from the adversarial start", Correlation(Smooth(Mean(adversarial))), -0.7, BandSource.Measurement),
        ])
        {
            Figures = [new NamedFigure("scatter", Draw(full, adversarial))],
            Note = FormattableString.Invariant($"Along single runs from the full-batch start the median correlation is {alone.Value:f2} ± {alone.StandardError:f2}: where a run gains little accuracy, chance decides its order."),
        };
    }

    private static (double Trace, double Accuracy)[] Follow(ClassificationSettings settings, ClassificationStart start, double[] from, ClaimContext context) =>
        [.. start.Follow(settings, from, context["eta"], true, Looks, context.CancellationToken)[..^1].Select(point => (point.Trace, point.Test))];

    private static double Correlation((double Trace, double Accuracy)[] run) => RankCorrelation.Of([.. run.Select(p => p.Trace)], [.. run.Select(p => p.Accuracy)]);

    private static (double Trace, double Accuracy)[] Mean((double Trace, double Accuracy)[][] runs) =>
        [.. Enumerable.Range(0, runs[0].Length).Select(i => (runs.Average(run => run[i].Trace), runs.Average(run => run[i].Accuracy)))];

    private static (double Trace, double Accuracy)[] Smooth((double Trace, double Accuracy)[] run) =>
        [.. Enumerable.Range(0, run.Length - Window + 1).Select(i => (run[i..(i + Window)].Average(p => p.Trace), run[i..(i + Window)].Average(p => p.Accuracy)))];

    private static Figure Draw((double Trace, double Accuracy)[][] full, (double Trace, double Accuracy)[][] adversarial)
    {
        Line Curve((double Trace, double Accuracy)[] run, string? label, int color, bool isFaint = false) =>
            new([.. Smooth(run).Select(p => (p.Trace, p.Accuracy))], isFaint) { Label = label, Color = color };
        return new Figure
        {
            Description = "Test accuracy against the trace of the Hessian along runs with label noise, from right to left: single seeds faint, their means strong.",
            Panels =
            [
                new Panel
                {
                    Title = "Runs with label noise, running means",
                    X = new Axis("tr ∇²L", IsLog: true),
                    Y = new Axis("test accuracy"),
                    Marks =
                    [
                        .. full.Select(run => Curve(run, null, 0, true)),
                        .. adversarial.Select(run => Curve(run, null, 1, true)),
                        Curve(Mean(full), "from the full-batch start", 0),
                        Curve(Mean(adversarial), "from the adversarial start", 1),
                    ],
                },
            ],
        };
    }
}
