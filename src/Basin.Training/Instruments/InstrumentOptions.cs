using Basin.Numerics.Threading;

namespace Basin.Training.Instruments;

/// <summary>When instruments are read, and what they may cost.</summary>
public sealed record InstrumentOptions
{
    private const double StepPart = 0.3;

    /// <summary>Steps from one reading of the landscape to the next, one at the end of training included; 0 for none.</summary>
    public long Every { get; init => field = Require.AtLeast(value, 0); }

    /// <summary>Steps from one reading of a step to the next, a multiple of those from one report to the next; null for every step that is reported.</summary>
    public long? StepEvery { get; init => field = value is { } steps ? Require.AtLeast(steps, 1) : null; }

    /// <summary>
    /// The part of the time since training began that readings may take, in (0, 1), less than a third of it those of steps and the rest those of the
    /// landscape: the clock then puts them off. Null when the step alone decides: then readings are the same in every run, interrupted or not.
    /// </summary>
    public double? Budget { get; init => field = value is { } share ? Require.Share(share) : null; }

    internal double? BudgetOfSteps => StepPart * Budget;

    internal double? BudgetOfLandscape => (1 - StepPart) * Budget;

    /// <summary>The threads to use.</summary>
    public Workers Workers { get; init; } = Workers.Serial;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
