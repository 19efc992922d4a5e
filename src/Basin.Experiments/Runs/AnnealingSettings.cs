using Basin.Training;
using Basin.Training.Schedules;

namespace Basin.Experiments.Runs;

/// <summary>When the learning rate is cut for good, by one of three, and to what.</summary>
public sealed record AnnealingSettings
{
    /// <summary>Epochs before it; null when something else decides.</summary>
    public long? Epochs { get; init => field = value is { } epochs ? Require.AtLeast(epochs, 0) : null; }

    /// <summary>Steps before it; null when something else decides.</summary>
    public long? Steps { get; init => field = value is { } steps ? Require.AtLeast(steps, 0) : null; }

    /// <summary>The training loss that is low enough; null when something else decides.</summary>
    public double? Loss { get; init => field = value is { } loss ? Require.NotNegative(loss) : null; }

    /// <summary>What the rate is multiplied by.</summary>
    public double Factor { get; init => field = Require.Positive(value); } = 0.04;

    /// <summary>As the training loop takes it; null when nothing decides.</summary>
    internal Annealing? Create() => (Epochs, Steps, Loss) switch
    {
        ({ } epochs, _, _) => Annealing.At(Duration.Epochs(epochs), Factor),
        (_, { } steps, _) => Annealing.At(Duration.Steps(steps), Factor),
        (_, _, { } loss) => Annealing.Below(loss, Factor),
        _ => null,
    };
}
