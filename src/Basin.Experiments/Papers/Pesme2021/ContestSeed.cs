using Basin.Training.Theory.DiagonalLinear;

namespace Basin.Experiments.Papers.Pesme2021;

/// <summary>Who ended where, on one draw.</summary>
/// <param name="Descent">Gradient descent from α.</param>
/// <param name="Sgd">SGD from α.</param>
/// <param name="Shrunk">Gradient descent from SGD's α_∞.</param>
/// <param name="Minimum">‖β − β*‖² of argmin φ_α.</param>
/// <param name="ShrunkMinimum">That of argmin φ at SGD's α_∞; NaN where there is none.</param>
internal sealed record ContestSeed(DiagonalRun Descent, DiagonalRun Sgd, DiagonalRun Shrunk, double Minimum, double ShrunkMinimum)
{
    /// <summary>Whether none of the three diverged; one that was still slowly converging counts.</summary>
    public bool Finished => Descent.Stop != DiagonalStop.Diverged && Sgd.Stop != DiagonalStop.Diverged && Shrunk.Stop != DiagonalStop.Diverged;

    /// <summary>SGD's squared error over that of descent.</summary>
    public double Ratio => Sgd.SquaredError / Descent.SquaredError;
}
