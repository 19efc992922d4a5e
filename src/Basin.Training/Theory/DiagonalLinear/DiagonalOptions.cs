namespace Basin.Training.Theory.DiagonalLinear;

/// <summary>How a diagonal linear network is trained.</summary>
public sealed record DiagonalOptions
{
    /// <summary>γ, the step size; of a flow, the length of a step in time. Finite, above 0.</summary>
    public required double LearningRate { get; init => field = Require.Positive(value); }

    /// <summary>Steps after which a run ends anyway, at least 1.</summary>
    public long MaxSteps { get; init => field = Require.AtLeast(value, 1); } = 400_000;

    /// <summary>The loss below which a run has converged; above 0.</summary>
    public double LossTarget { get; init => field = Require.Positive(value); } = 1e-11;

    /// <summary>Steps from one look at the exact loss to the next, at least 1. ∫L is summed from these looks by the trapezoid rule; at 1 it is exact.</summary>
    public int LossEvery { get; init => field = Require.AtLeast(value, 1); } = 1;

    /// <summary>δ: a target is moved by ±2δ, afresh at every step. Finite, at least 0.</summary>
    public double LabelNoise { get; init => field = Require.NotNegative(value); }

    /// <summary>Steps with label noise, the first ones; at least 0.</summary>
    public long NoisySteps { get; init => field = Require.AtLeast(value, 0); }
}
