using System.Collections.Immutable;

namespace Basin.Training.Schedules;

/// <summary>The rate is multiplied by <see cref="Decay"/> at each milestone.</summary>
public sealed record StepDecay : Schedule
{
    /// <summary>The factor at each milestone; finite, above 0.</summary>
    public required double Decay { get; init => field = Require.Positive(value); }

    /// <summary>The first steps with the changed rate, ascending.</summary>
    /// <exception cref="ArgumentException">They do not ascend, or begin below 1.</exception>
    public required ImmutableArray<long> Milestones
    {
        get;
        init
        {
            var previous = 0L;
            foreach (var milestone in value)
            {
                if (milestone <= previous)
                    throw new ArgumentException($"Milestones are {string.Join(", ", value)}; they must ascend and begin at 1 or later.", nameof(Milestones));
                previous = milestone;
            }

            field = value;
        }
    }

    /// <inheritdoc/>
    public override double Factor(long step)
    {
        var factor = 1.0;
        foreach (var milestone in Milestones)
        {
            if (step < milestone) break;
            factor *= Decay;
        }

        return factor;
    }
}
