using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Kou2020;

/// <summary>The parameters that all claims on small networks have.</summary>
internal static class SmallParameters
{
    /// <summary>The labels a class.</summary>
    public const string PerClass = "per-class";
    private const string Pretraining = "pretraining-steps", Momentum = "pretraining-momentum", Batch = "batch", Steps = "steps", LearningRate = "lr", HeadScale = "head-lr-scale";

    /// <summary>All of them, with the paper's or the project's values.</summary>
    public static ImmutableArray<ClaimParameter> All { get; } =
    [
        ClaimParameter.Count(Pretraining, "steps of pre-training, of 64 examples each at the rate 0.05", 600),
        new(Momentum, "Nesterov momentum of pre-training", 0.9) { Minimum = 0, Maximum = 0.99 },
        new(PerClass, "labelled examples a class of the target task", 3) { Minimum = 1, Maximum = 50, IsWhole = true },
        new(Batch, "examples a step of tuning, B", 16) { Minimum = 2, Maximum = 512, IsWhole = true },
        ClaimParameter.Count(Steps, "steps of tuning; the rate falls to a tenth at two thirds", 300),
        ClaimParameter.Positive(LearningRate, "learning rate of tuning, η", 0.03),
        ClaimParameter.Positive(HeadScale, "the last layer's multiple of η", 10),
    ];

    /// <summary>The same with other defaults.</summary>
    public static ImmutableArray<ClaimParameter> With(params ReadOnlySpan<(string Name, double Value)> defaults)
    {
        var parameters = All;
        foreach (var (name, value) in defaults)
        {
            var parameter = parameters.Single(parameter => parameter.Name == name);
            parameters = parameters.Replace(parameter, parameter with { Default = value });
        }

        return parameters;
    }

    /// <summary>The settings that they describe, with p = 1.</summary>
    public static TuningSettings Read(ClaimContext context, string data, SourceTask task = SourceTask.CoarseLabels, int? perClass = null) =>
        new(new PretrainingSettings(data, task, context.Count(Pretraining), context[Momentum], context.Seeds), 1)
        {
            PerClass = perClass ?? context.Count(PerClass),
            Batch = context.Count(Batch),
            Steps = context.Count(Steps),
            LearningRate = context[LearningRate],
            HeadScale = context[HeadScale],
        };
}
