using System.Collections.Immutable;
using Basin.Analysis.Stability;
using Basin.Experiments.Figures;
using Basin.Numerics.Random;
using Basin.Training.Theory;

namespace Basin.Experiments.Papers.Wu2022;

/// <summary>Leaving a minimum that is too sharp.</summary>
internal sealed class Escape : Claim
{
    private const double Diverged = 1e3;
    private const int LookEvery = 5;

    // Losses at the minimum are of the order of 10⁻⁶: a path that stays never comes near.
    private const double Left = 1e-2;
    private static readonly int?[] s_batches = [null, 16, 4, 1];

    public override string Id => "escape";

    public override string Statement => "From one minimum of gradient descent, at one learning rate, descent and large batches stay where small batches leave, exponentially fast.";

    public override string Place => "Section 5, escape experiments";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        ClaimParameter.Positive("learning-rate", "η", 0.04),
        ClaimParameter.Count("steps", "the steps for which each is followed", 6000),
    ];

    public override SeedCount Seeds => new(5, 2);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var items = Enumerable.Range(0, context.Seeds).ToArray();
        var runs = context.ForEach(items, k => Run(context, context.Seed.Derive("seed", k)));
        var all = runs.SelectMany(run => run).ToArray();
        Path[] Of(int? batch) => [.. all.Where(path => path.Batch == batch)];
        return new ClaimOutcome(
        [
            Check.AtLeast("B = 1: share of seeds that left", Measurement.Share([.. Of(1).Select(path => path.HasLeft)]), 1, BandSource.Paper),
            Check.AtLeast("B = 4: share of seeds that left", Measurement.Share([.. Of(4).Select(path => path.HasLeft)]), 1, BandSource.Measurement),
            Check.AtMost("B = 16: share of seeds that left", Measurement.Share([.. Of(16).Select(path => path.HasLeft)]), 0, BandSource.Measurement),
            Check.AtMost("descent: share of seeds that left", Measurement.Share([.. Of(null).Select(path => path.HasLeft)]), 0, BandSource.Paper),
            Check.AtLeast("share of paths that left where η > η*, and stayed where η < η*", Measurement.Share([.. all.Select(path => path.HasLeft == context["learning-rate"] > path.Critical)]), 1, BandSource.ClosedForm),
            Check.AtMost("B = 4: ‖G‖_F where paths came to rest again over that at the minimum, mean", Rest(Of(4)), 1, BandSource.Paper),
        ])
        {
            Note = "η* is exact for the network linearised at the minimum.",
            Figures = [new NamedFigure("paths", Figure(runs[0]))],
        };
    }

    private static Measurement Rest(Path[] paths)
    {
        double[] settled = [.. paths.Where(path => path.HasLeft && path.Norm is not null).Select(path => path.Norm!.Value / path.StartNorm)];
        return settled.Length == 0 ? double.NaN : Measurement.Mean(settled);
    }

    private static Path[] Run(ClaimContext context, Seed seed)
    {
        var train = TeacherStudent.Train(seed);
        using var minimum = TeacherStudent.AtMinimum(seed, train, context.CancellationToken);
        using var curvature = SampleCurvature.FromGram(TeacherStudent.Kernel(minimum, train), TeacherStudent.Examples, 1);
        using var analysis = new MeanSquare(curvature, MomentumRule.None, seed);
        var start = TeacherStudent.Alignment(minimum, train).FrobeniusNorm;
        return [.. s_batches.Select(batch =>
        {
            var critical = analysis.CriticalLearningRate(new BatchDraw(batch ?? TeacherStudent.Examples, TeacherStudent.Examples, Replacement: batch is not null), context.CancellationToken).Value;
            using var network = minimum.Copy();
            using var descent = new TwoLayerDescent(network, train, new TwoLayerOptions { LearningRate = context["learning-rate"], Batch = batch }, seed.Derive($"escape/{batch ?? 0}"));
            List<(double Step, double Loss)> losses = [(0, TeacherStudent.Loss(network, train))];
            for (var step = 0; step < context.Count("steps") && losses[^1].Loss < Diverged; step += LookEvery)
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                descent.Run(LookEvery);
                losses.Add((step + LookEvery, TeacherStudent.Loss(network, train)));
            }

            var rested = losses[^1].Loss < Diverged;
            return new Path(batch, critical, [.. losses], start, rested ? TeacherStudent.Alignment(network, train).FrobeniusNorm : null);
        })];
    }

    private static Figure Figure(Path[] paths) => new()
    {
        Description = "Training loss against steps from one minimum at one learning rate, for gradient descent and three batch sizes.",
        Panels =
        [
            new Panel
            {
                Title = "From one minimum, at one learning rate",
                X = new Axis("steps"),
                Y = new Axis("L", IsLog: true),
                Marks = [.. paths.Select((path, i) => new Line([.. path.Losses.Where(point => point.Loss < Diverged)]) { Label = path.Batch is { } batch ? $"B = {batch}" : "gradient descent", Color = i })],
            },
        ],
    };

    /// <summary>One path.</summary>
    private sealed record Path(int? Batch, double Critical, ImmutableArray<(double Step, double Loss)> Losses, double StartNorm, double? Norm)
    {
        public bool HasLeft => Losses.Any(point => !(point.Loss < Left));
    }
}
