using System.Collections.Immutable;
using Basin.Analysis.Regularization;
using Basin.Training.Theory;

namespace Basin.Experiments.Papers.Damian2021;

/// <summary>The small classification that stands for the paper's images: two layers, labels flipped with probability p, three starting points.</summary>
internal sealed record ClassificationSettings
{
    private ClassificationSettings()
    {
    }

    /// <summary>What can be set, for every claim on this task.</summary>
    public static ImmutableArray<ClaimParameter> Parameters =>
    [
        ClaimParameter.Count("d", "dimension", 20),
        ClaimParameter.Count("n", "training examples", 200),
        ClaimParameter.Count("width", "hidden units", 100),
        new("flip", "p, the probability of a flip", 0.2) { Minimum = 0.01, Maximum = 0.45 },
        ClaimParameter.Count("batch", "B, the batch size of SGD", 16),
        ClaimParameter.Count("steps", "steps of SGD", 40_000),
        ClaimParameter.Count("full-batch-steps", "steps of descent to the full-batch start, η = 0.2", 6000),
        ClaimParameter.Count("adversarial-steps", "steps of descent on random labels, η = 0.3, before those on the true ones", 4000),
    ];

    /// <summary>The learning rate of SGD.</summary>
    public static ClaimParameter LearningRate => ClaimParameter.Positive("eta", "η, the learning rate of SGD", 0.1);

    public required int Dimension { get; init; }

    public required int Examples { get; init; }

    public required int Width { get; init; }

    public required double Flip { get; init; }

    public required int Batch { get; init; }

    public required int Steps { get; init; }

    public required int FullBatchSteps { get; init; }

    public required int AdversarialSteps { get; init; }

    /// <summary>Of every random number.</summary>
    public required ulong Seed { get; init; }

    public required int Seeds { get; init; }

    /// <summary>The logistic loss, in the mean over flips.</summary>
    public SmoothedLoss Loss => new(BinaryLoss.Logistic, Flip);

    public static ClassificationSettings Of(ClaimContext context) => new()
    {
        Dimension = context.Count("d"),
        Examples = context.Count("n"),
        Width = context.Count("width"),
        Flip = context["flip"],
        Batch = context.Count("batch"),
        Steps = context.Count("steps"),
        FullBatchSteps = context.Count("full-batch-steps"),
        AdversarialSteps = context.Count("adversarial-steps"),
        Seed = context.Seed.Value,
        Seeds = context.Seeds,
    };

    /// <summary>SGD as the settings say, with label noise or without.</summary>
    public TwoLayerOptions Sgd(double learningRate, bool isNoisy) =>
        new() { LearningRate = learningRate, Batch = Batch, Loss = Loss, Noise = isNoisy ? TwoLayerNoise.Flip : TwoLayerNoise.None };
}
