using Basin.Analysis.Stability;

namespace Basin.Analysis.Inspection;

/// <summary>The largest eigenvalue of the Hessian against the largest at which full-batch descent is stable.</summary>
/// <param name="Value">λ_max of the Hessian.</param>
/// <param name="Limit">See <see cref="LimitOf"/>; null when no learning rate is known.</param>
public readonly record struct Sharpness(double Value, double? Limit)
{
    /// <summary>The sharpness above which descent leaves a quadratic: 2/η, changed by momentum.</summary>
    /// <param name="learningRate">η, above 0.</param>
    /// <param name="momentum">β, in [0, 1).</param>
    /// <param name="nesterov">Whether momentum looks ahead.</param>
    public static double LimitOf(double learningRate, double momentum = 0, bool nesterov = false) =>
        new MomentumRule(momentum, nesterov).FullBatchLimit(learningRate);

    /// <summary>Compares the sharpness with its limit.</summary>
    /// <param name="error">How far the true sharpness may be off: the residual of its eigenvalue.</param>
    public StabilityVerdict Judge(double error) => Limit is not { } limit ? StabilityVerdict.Unknown
        : Value + error < limit ? StabilityVerdict.Stable
        : Value - error > limit ? StabilityVerdict.Unstable
        : StabilityVerdict.Undecided;
}
