using System.Diagnostics;
using System.Numerics;
using Basin.Analysis.Inspection;
using Basin.Models;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training.Rules;
using Basin.Training.Sampling;

namespace Basin.Experiments.Runs;

/// <summary>Inspects a point: chooses examples and precision, and hands over to the inspector.</summary>
internal static class Landing
{
    // Up to here a product in float64 takes well under a second, and float32 would only blur the small eigenvalues.
    private const int SmallNetwork = 100_000;

    // Beyond this a product computes values again instead of keeping them: an inspection fits beside whatever else runs on a laptop.
    private const long KeptBytes = 2L << 30;

    /// <param name="point">The point.</param>
    /// <param name="settings">What to spend.</param>
    /// <param name="question">The settings of training to judge.</param>
    /// <param name="seed">The root of chance.</param>
    /// <param name="workers">The threads to use.</param>
    /// <param name="progress">Who waits.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    public static InspectionRecord Inspect(
        InspectionPoint point, InspectSettings settings, InspectQuestion question, Seed seed, Workers workers, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        var precision = settings.Precision ?? (point.ParameterCount <= SmallNetwork ? Precision.Float64 : Precision.Float32);
        return precision switch
        {
            Precision.Float32 => Inspect<float>(point, settings, question, seed, workers, progress, cancellationToken),
            Precision.Float64 => Inspect<double>(point, settings, question, seed, workers, progress, cancellationToken),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>The settings that a run was trained with.</summary>
    public static InspectQuestion QuestionOf(TrainSettings settings) => new()
    {
        // What is known of the stability of SGD says nothing of a rule that rescales every gradient.
        LearningRate = settings.Rule == RuleKind.Sgd && settings.Flow?.Kind != FlowKind.Gradient ? settings.LearningRate : null,
        Batch = settings.Batch,
        Momentum = settings.Momentum,
        Nesterov = settings.Nesterov,
        Replacement = settings.Sampling == SamplingKind.Replacement,
        LabelNoise = settings.Methods.LabelNoise ?? settings.Methods.LabelFlips,
    };

    private static InspectionRecord Inspect<T>(
        InspectionPoint point, InspectSettings settings, InspectQuestion question, Seed seed, Workers workers, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var open = point.Open<T>(new Sample(settings.Examples, seed), new ObjectiveOptions { Workers = workers, BatchNorm = settings.BatchNorm, MemoryBytes = KeptBytes });
        var options = new InspectOptions
        {
            LearningRate = question.LearningRate,
            Momentum = question.Momentum ?? 0,
            Nesterov = question.Nesterov ?? false,
            Batch = question.Batch,
            Replacement = question.Replacement ?? false,
            LabelNoise = question.LabelNoise,
            RelativeTolerance = settings.Tolerance,
            Budget = settings.Budget,
            TopK = Math.Min(settings.TopK, point.ParameterCount),
            Probes = settings.Probes,
            MaxProducts = settings.MaxProducts,
            Seed = seed,
            ExamplesAvailable = open.ExamplesAvailable,
            Notes = open.Notes,
            Workers = workers,
        };
        return Inspector.Inspect(open.Objective, options, progress is null ? null : new Relay(progress), cancellationToken);
    }

    private sealed class Relay(IProgress<RunProgress> progress) : IProgress<InspectProgress>
    {
        public void Report(InspectProgress value) =>
            progress.Report(new RunProgress("inspecting", value.Products, value.Products + value.ProductsLeft, value.Stage));
    }
}
