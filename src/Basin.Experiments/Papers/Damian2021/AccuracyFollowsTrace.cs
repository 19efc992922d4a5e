using System.Collections.Immutable;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Papers.Damian2021;

/// <summary>Along a run with label noise accuracy rises as the trace falls.</summary>
internal sealed class AccuracyFollowsTrace : Claim
{
    private const int Looks = 200;
    private const int Window = 10;

    public override string Id => "accuracy-follows-trace";

    public override string Statement => "Along a run with label noise the test accuracy is strongly correlated with the trace of the Hessian.";

    public override string Place => "section 4, figure 3, right";

    public override ImmutableArray<ClaimParameter> Parameters => ClassificationSettings.Parameters.Add(ClassificationSettings.LearningRate);

    public override SeedCount Seeds => new(5, 3);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var settings = ClassificationSettings.Of(context);
        var starts = ClassificationStart.Of(context);
        var runs = context.ForEach(starts, start => Smooth(start.Follow(settings, start.FullBatch, context["eta"], true, Looks, context.CancellationToken)));
        return new ClaimOutcome(
        [
            Check.AtMost("rank correlation of accuracy and tr ∇²L, running means of 10", Measurement.Median([.. runs.Select(run => RankCorrelation.Of([.. run.Select(p => p.Trace)], [.. run.Select(p => p.Accuracy)]))]), -0.7, BandSource.Measurement),
        ])
        {
            Figures = [new NamedFigure("scatter", Draw(runs))],
        };
    }

    private static (double Trace, double Accuracy)[] Smooth(TwoLayerPoint[] points) =>
        [.. Enumerable.Range(0, points.Length - Window + 1).Select(i => (points[i..(i + Window)].Average(p => p.Trace), points[i..(i + Window)].Average(p => p.Test)))];

    private static Figure Draw((double Trace, double Accuracy)[][] runs) => new()
    {
        Description = "Test accuracy against the trace of the Hessian along runs with label noise, one colour a seed.",
        Panels =
        [
            new Panel
            {
                Title = "Runs from the full-batch start",
                X = new Axis("tr ∇²L, running mean", IsLog: true),
                Y = new Axis("test accuracy, running mean"),
                Marks = [.. runs.Take(5).Select((run, i) => new Dots([.. run.Select(p => (p.Trace, p.Accuracy, 0.0))]) { Label = $"seed {i + 1}", Color = i })],
            },
        ],
    };
}
