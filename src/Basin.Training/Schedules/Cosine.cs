namespace Basin.Training.Schedules;

/// <summary>Half a cosine from 1 at step 0 down to <see cref="Final"/> at step <see cref="Steps"/>, and constant afterwards.</summary>
/// <remarks>Source: Loshchilov and Hutter, SGDR (2017), without restarts.</remarks>
public sealed record Cosine : Schedule
{
    /// <summary>Steps from the highest to the lowest rate; at least 1.</summary>
    public required long Steps { get; init => field = Require.AtLeast(value, 1); }

    /// <summary>The factor at the end, from 0 to 1.</summary>
    public double Final { get; init => field = Require.Fraction(value); }

    /// <inheritdoc/>
    public override double Factor(long step) =>
        Final + ((1 - Final) * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(step, Steps) / Steps)));
}
