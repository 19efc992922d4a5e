using System.Collections.Immutable;

namespace Basin.Analysis.Stability;

/// <summary>Whether SGD can stay at a point under given settings, and what that rests on.</summary>
public sealed record StabilityReport
{
    /// <summary>Whether the learning rate is stable in mean square.</summary>
    public required StabilityVerdict Verdict { get; init; }

    /// <summary>η; null when none was given.</summary>
    public required double? LearningRate { get; init; }

    /// <summary>B.</summary>
    public required int Batch { get; init; }

    /// <summary>β.</summary>
    public required double Momentum { get; init; }

    /// <summary>Whether the momentum looks ahead.</summary>
    public required bool Nesterov { get; init; }

    /// <summary>Whether an example can come twice in a batch.</summary>
    public required bool Replacement { get; init; }

    /// <summary>The largest stable learning rate at this batch size.</summary>
    public required CriticalLearningRate CriticalLearningRate { get; init; }

    /// <summary>The largest learning rate at which full-batch descent is stable.</summary>
    public required double FullBatchLimit { get; init; }

    /// <summary>ρ: the factor of E‖θ − θ*‖² a step in the long run; null where the threshold is only bounded or no learning rate is known.</summary>
    public double? GrowthPerStep { get; init; }

    /// <summary>Steps in which that mean square doubles; null unless it grows.</summary>
    public double? DoublingSteps { get; init; }

    /// <summary>The critical learning rate at batches of 1, 2, 4, … and of all examples.</summary>
    public required ImmutableArray<BatchLimit> ByBatch { get; init; }

    /// <summary>What the verdict rests on, a sentence each.</summary>
    public required ImmutableArray<string> Assumptions { get; init; }

    /// <summary>What would decide an undecided verdict, in one sentence; null otherwise.</summary>
    public string? WhatWouldSettleIt { get; init; }
}
