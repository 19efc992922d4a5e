namespace Basin.Training.Theory.DiagonalLinear;

/// <summary>Why a run ended.</summary>
public enum DiagonalStop
{
    /// <summary>The loss fell below the target.</summary>
    Converged,

    /// <summary>The loss grew beyond all bounds: use a smaller learning rate.</summary>
    Diverged,

    /// <summary>The steps were spent before the loss was small enough: allow more of them.</summary>
    OutOfSteps,
}
