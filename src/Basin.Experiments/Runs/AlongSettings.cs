using Basin.Training;

namespace Basin.Experiments.Runs;

/// <summary>What is read along training, and how often.</summary>
public sealed record AlongSettings
{
    /// <summary>Epochs from one reading of the landscape to the next; null when <see cref="Steps"/> says it.</summary>
    public long? Epochs { get; init => field = value is { } epochs ? Require.AtLeast(epochs, 1) : null; }

    /// <summary>Steps from one reading of the landscape to the next, 0 for none; null when <see cref="Epochs"/> says it, or as training can afford.</summary>
    public long? Steps { get; init => field = value is { } steps ? Require.AtLeast(steps, 0) : null; }

    /// <summary>The part of training's time that readings may take, in (0, 1): the clock then decides when; null when the step alone decides.</summary>
    public double? Budget { get; init => field = value is { } share ? Require.Share(share) : null; }

    /// <summary>Training examples that the landscape is read on, drawn at random; at least 1, null for as many as training can afford.</summary>
    public int? Examples { get; init => field = value is { } examples ? Require.AtLeast(examples, 1) : null; }
}
