using System.Collections.Immutable;
using System.Numerics;
using Basin.Numerics.Random;
using Basin.Training.Rules;
using Basin.Training.Sampling;
using Basin.Training.Schedules;

namespace Basin.Training;

/// <summary>Everything that decides where SGD goes, apart from the network and the data. Checked on entry, immutable.</summary>
public sealed record SgdOptions
{
    /// <summary>Step size η; finite, above 0. <see cref="Schedule"/> scales it.</summary>
    public required double LearningRate { get; init => field = Require.Positive(value); }

    /// <summary>Examples a step, B; from 1 to the number of examples.</summary>
    public required int Batch { get; init => field = Require.AtLeast(value, 1); }

    /// <summary>How long.</summary>
    public required Duration Duration { get; init; }

    /// <summary>The root of the run's chance.</summary>
    public required Seed Seed { get; init; }

    /// <summary>β, in [0, 1); 0 is plain SGD.</summary>
    public double Momentum { get; init => field = Require.BelowOne(value); }

    /// <summary>Whether momentum looks ahead, as Nesterov's does; otherwise it is the heavy ball.</summary>
    public bool Nesterov { get; init; }

    /// <summary>λ: the gradient of (λ/2)‖θ‖² is added, and with AdamW θ shrinks by ηλ instead; finite, at least 0.</summary>
    public double WeightDecay { get; init => field = Require.NotNegative(value); }

    /// <summary>m: a step of size η on a batch is m steps of size η/m on the same batch, with the same chance; at least 1.</summary>
    /// <remarks>As m grows a step comes to follow the gradient flow of its batch. Source: Smith, Dherin, Barrett and De (2021), n-step SGD.</remarks>
    public int Substeps { get; init => field = Require.AtLeast(value, 1); } = 1;

    /// <summary>How batches are drawn.</summary>
    public SamplingKind Sampling { get; init; } = SamplingKind.Shuffle;

    /// <summary>The learning rate along training.</summary>
    public Schedule Schedule { get; init; } = new Constant();

    /// <summary>A lasting cut of the learning rate on top of the schedule; null for none.</summary>
    public Annealing? Annealing { get; init; }

    /// <summary>Steps from one evaluation to the next, at least 1; null for once an epoch. The last step always has one.</summary>
    public long? EvaluateEvery { get; init => field = value is { } steps ? Require.AtLeast(steps, 1) : null; }

    /// <summary>Stop at the first evaluation whose loss on all training examples is at most this; null to go on.</summary>
    public double? StopAtTrainLoss { get; init => field = value is { } loss ? Require.NotNegative(loss) : null; }

    /// <summary>Steps from one checkpoint to the next, at least 1; null for once an epoch. The last step always has one.</summary>
    public long? CheckpointEvery { get; init => field = value is { } steps ? Require.AtLeast(steps, 1) : null; }

    /// <summary>Steps from one reported step to the next, at least 1.</summary>
    public long LogEvery { get; init => field = Require.AtLeast(value, 1); } = 1;

    /// <summary>Windows on θ whose learning rate is a multiple of η.</summary>
    public ImmutableArray<RateScale> RateScales { get; init; } = [];

    /// <summary>The rule that moves θ.</summary>
    public RuleKind Kind { get; init; }

    /// <summary>The rule that these settings describe.</summary>
    /// <exception cref="ArgumentException">Nesterov's look ahead is asked for without momentum, substeps with it, or momentum with a rule that has its own.</exception>
    public Rule<T> Rule<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Kind == RuleKind.Adamw)
        {
            if (Momentum > 0 || Nesterov)
                throw new ArgumentException($"Momentum {Momentum} was asked for with AdamW, which has running means of its own; leave the momentum out, or use the rule sgd.");
            if (Substeps > 1 || !RateScales.IsEmpty)
                throw new ArgumentException("Substeps or rates by layer were asked for with AdamW, which divides every step by its own measure of the gradient; leave them out, or use the rule sgd.");
            return new AdamW<T>(WeightDecay);
        }

        if (Substeps > 1 && Momentum > 0)
            throw new ArgumentException("Substeps were asked for with momentum, whose velocity would decay at each of them; set the momentum to 0, or take one substep.");
        Rule<T> rule = (Momentum, Nesterov) switch
        {
            (0, false) => new Descent<T>(),
            (0, true) => throw new ArgumentException("Nesterov momentum was asked for and the momentum is 0; set a momentum between 0 and 1, such as 0.9."),
            (_, true) => new Nesterov<T>(Momentum),
            (_, false) => new HeavyBall<T>(Momentum),
        };
        if (!RateScales.IsEmpty) rule = new ScaledRates<T>(RateScales, rule);
        return WeightDecay > 0 ? new WeightDecay<T>(WeightDecay, rule) : rule;
    }
}
