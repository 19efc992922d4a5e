using System.Collections.Immutable;
using Basin.Analysis.Inspection;
using Basin.Analysis.Noise;
using Basin.Experiments.Figures;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training;

namespace Basin.Experiments.Papers.Wu2022;

/// <summary>μ of a convolutional network on images.</summary>
internal sealed class CifarAlignment : Claim
{
    private const int Classes = 2;
    private static readonly int[] s_epochs = [0, 1, 2, 4, 8, 16];

    public override string Id => "cifar10-alignment";

    public override string Statement => "The noise of a convolutional network on CIFAR-10 stays aligned with its curvature along training, far beyond what isotropic noise would be.";

    public override string Place => "Section 4, experiments on CIFAR-10";

    public override string? Data => "cifar10";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        ClaimParameter.Count("examples", "images of the first two classes to learn, as ±1 with squared error; the first there are", 400, 2),
        ClaimParameter.Positive("learning-rate", "η", 0.01),
        ClaimParameter.Count("batch", "B", 16),
    ];

    public override SeedCount Seeds => new(3, 1);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var data = Open(context.Count("examples"));
        var runs = context.ForEachSeed((_, seed) => Run(context, data, seed));
        var all = runs.SelectMany(run => run).ToArray();
        return new ClaimOutcome(
        [
            Check.Between("mean μ along training", Measurement.Mean([.. runs.Select(run => run.Average(point => point.Alignment.Value.Value))]), 0.3, 3, BandSource.Paper),
            Check.AtLeast("least μ over that of isotropic noise", all.Min(point => point.Alignment.Value.Value / point.Alignment.IsotropicControl.Value), 100, BandSource.Paper),
            Check.AtLeast("least cosine of Σ and G", all.Min(point => point.Alignment.Cosine.Value), 0.3, BandSource.Paper),
            Check.AtMost("training loss at the end over that at the start, largest", runs.Max(run => run[^1].Loss / run[0].Loss), 0.5, BandSource.Measurement),
        ])
        {
            Figures = [new NamedFigure("course", Figure(runs))],
        };
    }

    // One output, so that squared error has the curvature of the theory; n, with it, is small enough to be exact about all of it.
    private static DataSet<float> Open(int examples)
    {
        var all = DataSets.Open<float>(new DataSetOptions { Path = "cifar10", Limit = 10 * examples }).Train;
        int[] chosen = [.. Enumerable.Range(0, all.Count).Where(i => all.Class(i) < Classes).Take(examples)];
        var part = all.Subset(chosen);
        return part.WithTargets([.. Enumerable.Range(0, part.Count).Select(i => part.Class(i) == 0 ? 1f : -1f)], Targets.Values(1), "two classes as ±1");
    }

    private static Point[] Run(ClaimContext context, DataSet<float> data, Seed seed)
    {
        var model = new Model<float>(Cnn.Create<float>(data.ExampleShape, 1), LossKind.SquaredError);
        using var problem = new NetworkProblem<float>(model, data, null, seed, Workers.Serial);
        model.Network.Initialize(seed, problem.Parameters);
        using var objective = new Objective<float>(model, data);
        List<Point> points = [];
        for (var i = 0; i < s_epochs.Length; i++)
        {
            if (i > 0)
            {
                var options = new SgdOptions { LearningRate = context["learning-rate"], Batch = Math.Min(context.Count("batch"), data.Count), Duration = Duration.Epochs(s_epochs[i] - s_epochs[i - 1]), Seed = seed.Derive("stretch", i) };
                new Trainer<float>(problem, options).Run(cancellationToken: context.CancellationToken);
                context.CancellationToken.ThrowIfCancellationRequested();
            }

            points.Add(Measure(objective, problem.Parameters, s_epochs[i], context.CancellationToken));
        }

        return [.. points];
    }

    private static Point Measure(Objective<float> objective, ReadOnlySpan<float> parameters, int epoch, CancellationToken cancellationToken)
    {
        objective.MoveTo(parameters);
        var gradient = new float[objective.ParameterCount];
        objective.Gradient(gradient, cancellationToken);
        var loss = objective.Evaluate(cancellationToken).Loss;
        var noise = NoiseMeasures.Of(objective, gradient, loss, new NoiseOptions(), cancellationToken: cancellationToken);
        return new Point(epoch, loss, noise.Alignment ?? throw new ArithmeticException("The loss is zero, and with it the noise: there is nothing to align."));
    }

    private static Figure Figure(Point[][] runs)
    {
        ImmutableArray<(double X, double Y, double Error)> Along(Func<Point, double> value) =>
            [.. Enumerable.Range(0, s_epochs.Length).Select(i => (s_epochs[i] + 1.0, Measurement.Mean([.. runs.Select(run => value(run[i]))]))).Select(entry => (entry.Item1, entry.Item2.Value, entry.Item2.StandardError))];
        return new Figure
        {
            Description = "Alignment of the gradient noise of a convolutional network with its curvature, its cosine, and the control by isotropic noise, against the epoch of training on CIFAR-10.",
            Panels =
            [
                new Panel
                {
                    Title = "A convolutional network on two classes of CIFAR-10",
                    X = new Axis("epochs + 1", IsLog: true),
                    Y = new Axis("", IsLog: true),
                    Marks =
                    [
                        new Dots(Along(point => point.Alignment.Value.Value)) { Label = "μ", Color = 1 },
                        new Dots(Along(point => point.Alignment.Cosine.Value)) { Label = "cosine", Color = 2 },
                        new Dots(Along(point => point.Alignment.IsotropicControl.Value)) { Label = "isotropic noise", Color = 0 },
                    ],
                },
            ],
        };
    }

    /// <summary>A place on the way.</summary>
    private sealed record Point(int Epoch, double Loss, NoiseAlignment Alignment);
}
