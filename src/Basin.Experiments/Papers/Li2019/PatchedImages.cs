using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Models.Data;

namespace Basin.Experiments.Papers.Li2019;

/// <summary>The paper's experiment on patched images, scaled down to a small network and a few thousand images.</summary>
internal sealed class PatchedImages : Claim
{
    public override string Id => "patched-images";

    public override string Statement => "On CIFAR-10 with patches that give the class away, a small rate memorises the patches; a large rate, or noise on the activations, leaves them alone at no higher a training loss or for as long as it lasts.";

    public override string Place => "Section 6, figure on patches; scaled down";

    public override string? Data => "cifar10";

    public override ImmutableArray<ClaimParameter> Parameters { get; } =
    [
        ClaimParameter.Count("images", "training images", 3000),
        ClaimParameter.Count("test-images", "test images", 1000),
        ClaimParameter.Count("hidden", "the hidden width of the network", 256),
        ClaimParameter.Count("batch", "images a step B", 32),
        ClaimParameter.Positive("large-rate", "the large learning rate η₁", 0.1),
        ClaimParameter.Positive("small-rate", "the small learning rate η₂", 0.01),
        ClaimParameter.Count("anneal-at", "epochs at the large rate, and with the noise", 16),
        ClaimParameter.Count("epochs", "epochs in all", 30) with { Quick = 20 },
        ClaimParameter.Positive("signature", "the largest entry of a class's part of the patch; 0.1 in the paper", 0.4),
        ClaimParameter.Positive("activation-noise", "the standard deviation of the noise before the activation; 0.4 in the paper", 1),
        new ClaimParameter("weight-decay", "the weight decay λ", 5e-4) { Minimum = 0 },
    ];

    public override SeedCount Seeds => new(4, 2);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var split = DataSets.Open<float>(new DataSetOptions { Path = "cifar10" });
        var data = new DataSplit<float>(split.Train.TakeFirst(context.Count("images")), split.Test.TakeFirst(context.Count("test-images")));
        var small = SettingsOf(context, context["small-rate"]);
        PatchSettings[] arms =
        [
            small with { Rate = context["large-rate"], AnnealFactor = context["small-rate"] / context["large-rate"] },
            small,
            small with { ActivationNoise = context["activation-noise"] },
        ];
        var pairs = Enumerable.Range(0, context.Seeds).SelectMany(seed => arms.Select(arm => (Seed: seed, Arm: arm))).ToArray();
        var runs = context.ForEach(pairs, pair => PatchRun.Of(pair.Arm, data, context.Seed.Derive("seed", pair.Seed), context.CancellationToken));
        ImmutableArray<PatchPoint>[] Arm(int arm) => [.. runs.Where((_, i) => i % arms.Length == arm)];
        var (largeRuns, smallRuns, noisyRuns) = (Arm(0), Arm(1), Arm(2));
        var at = Math.Min(context.Count("anneal-at"), context.Count("epochs")) - 1;
        return new ClaimOutcome(
        [
            Check.AtLeast("test accuracy on patches alone before annealing, small rate less large rate", Gap(smallRuns, largeRuns, run => run[at].Alone), 0.1, BandSource.Measurement),
            Check.AtLeast("the same at the end", Gap(smallRuns, largeRuns, run => run[^1].Alone), 0.1, BandSource.Measurement),
            Check.AtMost("training loss before annealing, large rate less small rate", Gap(largeRuns, smallRuns, run => run[at].Loss), 0.05, BandSource.Measurement),
            Check.AtLeast("test accuracy on patches alone when the noise ends, small rate less small rate with noise", Gap(smallRuns, noisyRuns, run => run[at].Alone), 0.1, BandSource.Measurement),
        ])
        {
            Figures = [new NamedFigure("courses", FigureOf(largeRuns[0], smallRuns[0], noisyRuns[0]))],
            Note = FormattableString.Invariant($"Test accuracy on images without patches at the end: {Clean(largeRuns):F3} large then small, {Clean(smallRuns):F3} small, {Clean(noisyRuns):F3} small with noise. The paper's large gap in it does not show at this size."),
        };
    }

    private static PatchSettings SettingsOf(ClaimContext context, double rate) => new()
    {
        Rate = rate,
        AnnealAt = context.Count("anneal-at"),
        Epochs = context.Count("epochs"),
        Patches = new PatchOptions { Signature = context["signature"] },
        Batch = context.Count("batch"),
        Width = context.Count("hidden"),
        WeightDecay = context["weight-decay"],
    };

    private static double Clean(ImmutableArray<PatchPoint>[] runs) => runs.Average(run => run[^1].Clean);

    private static Measurement Gap(ImmutableArray<PatchPoint>[] a, ImmutableArray<PatchPoint>[] b, Func<ImmutableArray<PatchPoint>, double> number) =>
        Measurement.Mean([.. a.Zip(b, (x, y) => number(x) - number(y))]);

    private static Figure FigureOf(ImmutableArray<PatchPoint> large, ImmutableArray<PatchPoint> small, ImmutableArray<PatchPoint> noisy)
    {
        return new Figure
        {
            Description = "Training loss and test accuracy on patches alone and on images without patches, along runs with a large rate that is annealed, a small rate, and a small rate with noise on the activations that ends.",
            Columns = 3,
            Panels = [Of("training loss", "loss", point => point.Loss), Of("patches alone", "test accuracy", point => point.Alone), Of("images without patches", "test accuracy", point => point.Clean)],
        };

        Panel Of(string title, string axis, Func<PatchPoint, double> number) => new()
        {
            Title = title,
            X = new Axis("epoch"),
            Y = new Axis(axis, Minimum: 0),
            Marks = [Course(large, number, "large, then small", 0), Course(small, number, "small", 1), Course(noisy, number, "small with noise", 2)],
        };
    }

    private static Line Course(ImmutableArray<PatchPoint> run, Func<PatchPoint, double> number, string label, int color) =>
        new([.. run.Select(point => (point.Epoch, number(point)))]) { Label = label, Color = color };
}
