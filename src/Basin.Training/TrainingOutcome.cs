namespace Basin.Training;

/// <summary>Why training ended.</summary>
public enum TrainingOutcome
{
    /// <summary>All steps were taken.</summary>
    Finished,

    /// <summary>The training loss fell to where the settings ask to stop.</summary>
    LossReached,

    /// <summary>The loss, or θ itself, was no longer finite.</summary>
    Diverged,

    /// <summary>Somebody asked to stop; a checkpoint was taken.</summary>
    Interrupted,
}
