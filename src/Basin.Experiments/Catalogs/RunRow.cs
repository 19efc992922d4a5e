using Basin.Analysis.Stability;
using Basin.Experiments.Runs;

namespace Basin.Experiments.Catalogs;

/// <summary>A run in a line: what was asked, and what is known by now. What is not known is null.</summary>
public sealed record RunRow
{
    /// <summary>The path of its folder below the root, with '/' between folders.</summary>
    public required string Id { get; init; }

    /// <summary>What to call it: its folder's name; a round also has that of its distillation.</summary>
    public required string Name { get; init; }

    /// <summary>What has become of it.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>The same in a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>The data set, as it was given.</summary>
    public string? Data { get; init; }

    /// <summary>The network.</summary>
    public ModelKind? Model { get; init; }

    /// <summary>Step size η.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Examples a step, B.</summary>
    public int? Batch { get; init; }

    /// <summary>β.</summary>
    public double? Momentum { get; init; }

    /// <summary>The root of all chance in the run.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Steps taken; along a flow that is still followed, points recorded.</summary>
    public long? Step { get; init; }

    /// <summary>Steps in all.</summary>
    public long? Steps { get; init; }

    /// <summary>Passes over the data; null along a flow.</summary>
    public double? Epoch { get; init; }

    /// <summary>The training loss: at the end over all examples, before as it was recorded last (the running mean, else a batch's).</summary>
    public double? Loss { get; init; }

    /// <summary>On held-out examples.</summary>
    public double? TestLoss { get; init; }

    /// <summary>On held-out examples, in [0, 1].</summary>
    public double? TestAccuracy { get; init; }

    /// <summary>The largest eigenvalue of the Hessian where it was measured last.</summary>
    public double? Sharpness { get; init; }

    /// <summary>The largest sharpness at which full-batch descent is stable, at the learning rate in force.</summary>
    public double? SharpnessLimit { get; init; }

    /// <summary>Whether SGD can stay where the run landed; null before that was inspected.</summary>
    public StabilityVerdict? Verdict { get; init; }

    /// <summary>Seconds of training, up to the last checkpoint.</summary>
    public double? Seconds { get; init; }

    /// <summary>Whether whoever lists the runs has started this one, and can stop it.</summary>
    public bool Mine { get; init; }
}
