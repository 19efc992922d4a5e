namespace Basin.Training.Schedules;

/// <summary>One lasting cut of the learning rate, after a time or once the training loss is low: a large initial rate, then a small one.</summary>
/// <remarks>
/// It multiplies whatever the schedule says. A cut by the loss is decided at evaluations, from the mean of the batches' losses since the one
/// before; the step of the cut is part of the training state, so that a resumed run goes on to the same bits. Source: Li, Wei and Ma (2019).
/// </remarks>
public sealed record Annealing
{
    private Annealing(double factor) => Factor = Require.Positive(factor, nameof(factor));

    /// <summary>What the rate is multiplied by from then on.</summary>
    public double Factor { get; }

    /// <summary>The time of the cut; null when the loss decides.</summary>
    public Duration? Time { get; private init; }

    /// <summary>The training loss that is low enough; null when the time decides.</summary>
    public double? Loss { get; private init; }

    /// <summary>A cut at a time.</summary>
    /// <param name="time">Before the first step with the new rate.</param>
    /// <param name="factor">Finite, above 0.</param>
    public static Annealing At(Duration time, double factor) => new(factor) { Time = time };

    /// <summary>A cut once the loss is at most <paramref name="loss"/>.</summary>
    /// <param name="loss">Finite, at least 0.</param>
    /// <param name="factor">Finite, above 0.</param>
    public static Annealing Below(double loss, double factor) => new(factor) { Loss = Require.NotNegative(loss) };

    /// <summary>The factor of a step.</summary>
    /// <param name="step">Steps taken before it.</param>
    /// <param name="stepsPerEpoch">⌈n / B⌉.</param>
    /// <param name="lowSince">The step at which the loss was found low enough; null while it was not.</param>
    public double FactorOf(long step, int stepsPerEpoch, long? lowSince) =>
        step >= (Time?.InSteps(stepsPerEpoch) ?? lowSince ?? long.MaxValue) ? Factor : 1;
}
