using System.Numerics;

namespace Basin.Training;

/// <summary>All that a run must remember to go on to the same bits. θ and the statistics live in the problem, the rest here.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class TrainingState<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TrainingProblem<T> _problem;
    private readonly T[] _velocity;

    internal TrainingState(TrainingProblem<T> problem, int velocityLength)
    {
        _problem = problem;
        _velocity = new T[velocityLength];
    }

    /// <summary>θ, shape (p).</summary>
    public Span<T> Parameters => _problem.Parameters;

    /// <summary>What the rule remembers, such as the velocity of momentum; shape (p) or empty.</summary>
    public Span<T> Velocity => _velocity;

    /// <summary>What the network remembers beside θ, such as running statistics.</summary>
    public Span<T> Statistics => _problem.Statistics;

    /// <summary>Steps taken.</summary>
    public long Step { get; set; }

    /// <summary>The step at which the loss was found low enough for <see cref="Schedules.Annealing"/>; null while it was not.</summary>
    public long? AnnealedAt { get; set; }

    /// <summary>The sum of losses over the examples seen since the last evaluation.</summary>
    public double LossSum { get; set; }

    /// <summary>Examples seen since the last evaluation.</summary>
    public long LossCount { get; set; }
}
