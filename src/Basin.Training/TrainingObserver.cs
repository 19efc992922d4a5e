using System.Numerics;
using Basin.Training.Instruments;

namespace Basin.Training;

/// <summary>Watches a run and never steers it. An exception from an observer ends the run.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class TrainingObserver<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>After each step; must be cheap.</summary>
    /// <param name="step">Steps taken.</param>
    /// <param name="steps">Steps in all.</param>
    public virtual void OnProgress(long step, long steps)
    {
    }

    /// <summary>At each step that the settings ask to report.</summary>
    public virtual void OnStep(in StepReport report)
    {
    }

    /// <summary>When instruments have looked at where training stands.</summary>
    /// <param name="step">Steps taken before.</param>
    /// <param name="readings">What they read; good until the next call.</param>
    public virtual void OnReadings(long step, ReadingList readings)
    {
    }

    /// <summary>At each evaluation.</summary>
    public virtual void OnEvaluation(in EvaluationReport report)
    {
    }

    /// <summary>When the state should be saved. It is all finite, and so was every loss on the way here.</summary>
    /// <param name="state">To be read, not changed.</param>
    public virtual void OnCheckpoint(TrainingState<T> state)
    {
    }
}
