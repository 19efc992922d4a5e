using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Numerics.Random;
using Basin.Training.Theory;

namespace Basin.Experiments.Papers.Damian2021;

/// <summary>A two-layer network of squared error at a sharp global minimum: label noise leaves it, plain SGD stays.</summary>
internal sealed class FlatRegression : Claim
{
    private const int TestExamples = 2000;
    private const int Looks = 100;

    public override string Id => "flat-regression";

    public override string Statement => "From a sharp global minimum label-noise SGD moves to a flat one that generalises better; SGD without label noise stays where it is.";

    public override string Place => "section 4, figure 3 on a small regression";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        ClaimParameter.Count("d", "dimension", 20),
        ClaimParameter.Count("n", "training examples", 120),
        ClaimParameter.Count("width", "hidden units", 100),
        ClaimParameter.Positive("init-scale", "standard deviation of initial weights, over 1/√fan-in", 1.5),
        ClaimParameter.Positive("descent-eta", "learning rate of the descent to the sharp minimum", 0.01),
        ClaimParameter.Count("descent-steps", "its steps", 12_000),
        ClaimParameter.Positive("eta", "η, the learning rate of SGD", 0.02),
        ClaimParameter.Count("batch", "B, the batch size", 8),
        ClaimParameter.Positive("sigma", "σ of the label noise", 0.5),
        ClaimParameter.Count("steps", "steps of SGD", 100_000),
        ClaimParameter.Count("cool-down", "steps of descent without noise at the end", 4000),
    ];

    public override SeedCount Seeds => new(5, 3);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var runs = context.ForEachSeed((_, seed) => RunOne(context, seed));
        return new ClaimOutcome(
        [
            Check.AtMost("tr ∇²L after label noise, over that of the start; the worst seed", runs.Max(run => run.Noisy[^1].Trace / run.Noisy[0].Trace), 0.5, BandSource.Measurement),
            Check.AtMost("test error after label noise, over that of the start; the worst seed", runs.Max(run => run.Noisy[^1].Test / run.Noisy[0].Test), 0.7, BandSource.Measurement),
            Check.AtMost("change of tr ∇²L under plain SGD, relative, its size; the worst seed", runs.Max(run => Math.Abs((run.Plain[^1].Trace / run.Plain[0].Trace) - 1)), 0.01, BandSource.Measurement),
            Check.AtMost("training loss of the start; the worst seed", runs.Max(run => run.Noisy[0].Loss), 1e-4, BandSource.Measurement),
            Check.AtMost("training loss after label noise; the worst seed", runs.Max(run => run.Noisy[^1].Loss), 1e-4, BandSource.Measurement),
        ])
        {
            Figures = [new NamedFigure("traces", Draw(runs))],
        };
    }

    private static RegressionRun RunOne(ClaimContext context, Seed seed)
    {
        var task = Draw(context, seed);
        using var start = new TwoLayerNetwork(context.Count("d"), context.Count("width"));
        start.Initialize(context["init-scale"], seed.Stream("network"));
        task.Descend(start, context["descent-eta"], context.Count("descent-steps"), context.CancellationToken);
        var plain = new TwoLayerOptions { LearningRate = context["eta"], Batch = context.Count("batch") };
        var noisy = plain with { Noise = TwoLayerNoise.Sign, Sigma = context["sigma"] };
        return new RegressionRun(Follow(noisy), Follow(plain));

        TwoLayerPoint[] Follow(TwoLayerOptions options)
        {
            using var network = start.Copy();
            var points = task.Follow(network, options, context.Count("steps"), Looks, seed.Derive("sgd"), context.CancellationToken);
            task.Descend(network, context["eta"], context.Count("cool-down"), context.CancellationToken);
            return [.. points, task.Look(network, points[^1].Step + context.Count("cool-down"))];
        }
    }

    // The teacher: three rectifiers, of signs drawn, along random unit vectors.
    private static TwoLayerTask Draw(ClaimContext context, Seed seed)
    {
        var d = context.Count("d");
        using var teacher = new TwoLayerNetwork(d, 3);
        teacher.SetParameters(UnitRectifiers.Draw(d, 3, seed.Stream("teacher")));
        return new TwoLayerTask(UnitRectifiers.Label(teacher, context.Count("n"), seed.Stream("train")), UnitRectifiers.Label(teacher, TestExamples, seed.Stream("test")), SmoothedLoss.Square);
    }

    private static Figure Draw(RegressionRun[] runs)
    {
        return new Figure
        {
            Description = "The trace of the Hessian and the test error against steps, with label noise and without, from the same sharp minima.",
            Columns = 2,
            Panels = [Panel("Sharpness of the minimum", "tr ∇²L", point => point.Trace), Panel("Generalisation", "test error, ½ mean square", point => point.Test)],
        };

        Panel Panel(string title, string label, Func<TwoLayerPoint, double> value) => new()
        {
            Title = title,
            X = new Axis("step", Minimum: 0),
            Y = new Axis(label, Minimum: 0),
            Marks =
            [
                .. runs.Select((run, i) => Curve(run.Plain, value, i == 0 ? "plain SGD" : null, 1)),
                .. runs.Select((run, i) => Curve(run.Noisy, value, i == 0 ? "label noise" : null, 0)),
            ],
        };

        static Line Curve(TwoLayerPoint[] points, Func<TwoLayerPoint, double> value, string? label, int color) =>
            new([.. points.Select(point => ((double)point.Step, value(point)))]) { Label = label, Color = color };
    }

    private sealed record RegressionRun(TwoLayerPoint[] Noisy, TwoLayerPoint[] Plain);
}
