using System.Collections.Immutable;
using Basin.Training;
using Basin.Training.Instruments;

namespace Basin.Experiments.Runs;

/// <summary>A line of <c>metrics.jsonl</c>: a step has a loss, an evaluation an epoch.</summary>
public sealed record MetricsLine
{
    /// <summary>Steps taken.</summary>
    public required long Step { get; init; }

    /// <summary>The mean loss over the step's batch.</summary>
    public double? Loss { get; init; }

    /// <summary>η at the step.</summary>
    public double? LearningRate { get; init; }

    /// <summary>‖g‖ of the step's batch.</summary>
    public double? GradientNorm { get; init; }

    /// <summary>The value of the terms added to the loss; null without any.</summary>
    public double? Penalty { get; init; }

    /// <summary>Passes over the data at an evaluation.</summary>
    public double? Epoch { get; init; }

    /// <summary>The mean loss over the examples seen since the evaluation before.</summary>
    public double? RunningLoss { get; init; }

    /// <summary>The time along a flow.</summary>
    public double? Time { get; init; }

    /// <summary>On all training examples.</summary>
    public Evaluation? Train { get; init; }

    /// <summary>On held-out examples.</summary>
    public Evaluation? Test { get; init; }

    /// <summary>What the instruments read at this step, by <see cref="InstrumentDescription.Name"/>; null where none was read.</summary>
    public ImmutableSortedDictionary<string, Reading>? Readings { get; init; }
}
