namespace Basin.Training.Theory.DiagonalLinear;

/// <summary>A regression with fewer examples than inputs, whose true coefficients are mostly zero.</summary>
public sealed record SparseRegressionOptions
{
    /// <summary>n; at least 1.</summary>
    public int Examples { get; init => field = Require.AtLeast(value, 1); } = 40;

    /// <summary>d; at least 1.</summary>
    public int Inputs { get; init => field = Require.AtLeast(value, 1); } = 100;

    /// <summary>‖β*‖₀; from 0 to <see cref="Inputs"/>.</summary>
    public int Support { get; init => field = Require.AtLeast(value, 0); } = 5;

    /// <summary>Whether the coefficients that are not zero are standard Gaussians; otherwise they are ±1.</summary>
    public bool HasGaussianSignal { get; init; }
}
