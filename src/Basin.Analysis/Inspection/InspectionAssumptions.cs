using System.Diagnostics;
using System.Numerics;
using Basin.Models;
using Basin.Models.Losses;
using Basin.Models.Networks;

namespace Basin.Analysis.Inspection;

/// <summary>What an inspection rests on: without these its numbers cannot be compared with others.</summary>
public sealed record InspectionAssumptions
{
    /// <summary>Examples of the training set that were used.</summary>
    public required int ExamplesUsed { get; init; }

    /// <summary>Examples that the training set holds.</summary>
    public required int ExamplesAvailable { get; init; }

    /// <summary>The loss, a mean over examples: "cross-entropy", "squared" (with the 1/2) or "logistic".</summary>
    public required string Loss { get; init; }

    /// <summary>In which numbers: "float32" or "float64".</summary>
    public required string Precision { get; init; }

    /// <summary>"none", or whether batch norm used its running statistics, "frozen", or those of the "batch".</summary>
    public required string BatchNorm { get; init; }

    /// <summary>The root of the inspection's chance.</summary>
    public required ulong Seed { get; init; }

    /// <summary>η behind the limit of the sharpness; null when none is known.</summary>
    public double? LearningRate { get; init; }

    /// <summary>β behind the limit of the sharpness.</summary>
    public double Momentum { get; init; }

    /// <summary>Whether that momentum looks ahead.</summary>
    public bool Nesterov { get; init; }

    internal static InspectionAssumptions Of<T>(Objective<T> objective, InspectOptions options, int available)
        where T : unmanaged, IFloatingPointIeee754<T> => new()
        {
            ExamplesUsed = objective.Examples,
            ExamplesAvailable = available,
            Loss = objective.Model.Loss switch
            {
                LossKind.CrossEntropy => "cross-entropy",
                LossKind.SquaredError => "squared-error",
                LossKind.Logistic => "logistic",
                _ => throw new UnreachableException(),
            },
            Precision = typeof(T) == typeof(float) ? "float32" : "float64",
            BatchNorm = !objective.Model.Network.HasStatistics ? "none" : objective.BatchNorm == BatchNormMode.Batch ? "batch" : "frozen",
            Seed = options.Seed.Value,
            LearningRate = options.LearningRate,
            Momentum = options.Momentum,
            Nesterov = options.Nesterov,
        };
}
