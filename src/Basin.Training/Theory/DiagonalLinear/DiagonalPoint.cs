namespace Basin.Training.Theory.DiagonalLinear;

/// <summary>Where a run was.</summary>
/// <param name="Step">Steps taken.</param>
/// <param name="Loss">L.</param>
/// <param name="SquaredError">‖β − β*‖².</param>
/// <param name="IntegratedLoss">∫L up to here.</param>
public readonly record struct DiagonalPoint(long Step, double Loss, double SquaredError, double IntegratedLoss);
