using System.Numerics;
using Basin.Models;
using Basin.Training.Instruments.Landscape;
using Basin.Training.Instruments.Steps;

namespace Basin.Training.Instruments;

/// <summary>Reads along training what is due, and changes nothing of it: θ has the same bits with and without.</summary>
/// <remarks>Belongs to one problem and one run of it. Make it where training begins, before a checkpoint is loaded.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Instruments<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly StepReader<T> _steps;
    private readonly PointReader<T>? _points;

    /// <summary>Prepares to read.</summary>
    /// <param name="problem">What is trained, at θ₀.</param>
    /// <param name="landscape">The loss on a sample of the examples, which the dear instruments look at; it is moved, and freed with this. Null for none of them.</param>
    /// <param name="training">How it is trained.</param>
    /// <param name="options">When to read.</param>
    public Instruments(TrainingProblem<T> problem, Objective<T>? landscape, SgdOptions training, InstrumentOptions options)
    {
        _steps = new StepReader<T>(problem, training, options);
        _points = landscape is null ? null : new PointReader<T>(landscape, problem.Examples, training, options);
    }

    /// <summary>Time spent on readings.</summary>
    public TimeSpan Spent => _steps.Spent + (_points?.Spent ?? TimeSpan.Zero);

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        _steps.Dispose();
        _points?.Dispose();
    }

    /// <summary>Whether a step was kept whose other end comes next.</summary>
    internal bool IsBetween(long step) => _steps.IsBetween(step);

    /// <summary>Reads the step about to be taken, if that is due.</summary>
    /// <returns>What was read, until the next call; null for nothing.</returns>
    internal ReadingList? ReadStep(long step, double learningRate) => _steps.Read(step, learningRate);

    /// <summary>Reads where training stands, if that is due.</summary>
    /// <returns>What was read, until the next call; null for nothing.</returns>
    internal ReadingList? ReadPoint(TrainingState<T> state, bool isEnd, CancellationToken cancellationToken) => _points?.Read(state, isEnd, cancellationToken);
}
