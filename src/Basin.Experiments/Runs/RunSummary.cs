using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Basin.Analysis.Inspection;
using Basin.Training;

namespace Basin.Experiments.Runs;

/// <summary>What <c>basin train --json</c> prints, and what <c>done</c> in the run folder holds.</summary>
public sealed record RunSummary
{
    /// <summary>The run folder.</summary>
    public required string Run { get; init; }

    /// <summary>What was asked.</summary>
    public required TrainSettings Settings { get; init; }

    /// <summary>What it took over from the run that it begins with; null when it begins anew.</summary>
    public string? Start { get; init; }

    /// <summary>Why training ended.</summary>
    public required TrainingOutcome Outcome { get; init; }

    /// <summary>The outcome in words.</summary>
    public required string Message { get; init; }

    /// <summary>On all training examples.</summary>
    public Evaluation? Train { get; init; }

    /// <summary>On held-out examples; null when there are none.</summary>
    public Evaluation? Test { get; init; }

    /// <summary>Steps taken.</summary>
    public required long Steps { get; init; }

    /// <summary>η of the last step; null where it was that of the settings, or no step was taken.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? FinalLearningRate { get; init; }

    /// <summary>Seconds spent training, over all processes that worked on the run.</summary>
    public required double Seconds { get; init; }

    /// <summary>What was read along training; null when nothing was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AlongSummary? Along { get; init; }

    /// <summary>Where it landed; null when that was not asked, or training was not finished.</summary>
    public InspectionRecord? Inspection { get; init; }

    /// <summary>The rounds of self-distillation that are done; null for a run without.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<RoundSummary>? Rounds { get; init; }

    /// <summary>The report to look at; null when there is none.</summary>
    public string? Report { get; init; }
}
