using Basin.Models.Networks;
using Basin.Training;

namespace Basin.Experiments.Runs;

/// <summary>What an inspection may spend.</summary>
public sealed record InspectSettings
{
    /// <summary>The numbers computed with; null for float64 up to 100,000 parameters and float32 above.</summary>
    public Precision? Precision { get; init; }

    /// <summary>Training examples to measure on, drawn at random; at least 1. All, when there are no more.</summary>
    public int Examples { get; init => field = Require.AtLeast(value, 1); } = 2000;

    /// <summary>Which statistics batch norm uses, where there is one.</summary>
    public BatchNormMode BatchNorm { get; init; } = BatchNormMode.Frozen;

    /// <summary>Eigenvalues at each end; at least 1.</summary>
    public int TopK { get; init => field = Require.AtLeast(value, 1); } = 5;

    /// <summary>Random vectors for traces and norms; at least 2.</summary>
    public int Probes { get; init => field = Require.AtLeast(value, 2); } = 64;

    /// <summary>Products that the search for the eigenvalues of one matrix may spend; at least 1. Their residuals tell whether it was enough.</summary>
    public int MaxProducts { get; init => field = Require.AtLeast(value, 1); } = 150;

    /// <summary>Stop an estimate once its standard error is at most this part of its value; above 0.</summary>
    public double Tolerance { get; init => field = Require.Positive(value); } = 0.02;

    /// <summary>Products that the whole inspection may spend, at least 20; null for as many as the other settings allow.</summary>
    public int? Budget { get; init => field = value is { } products ? Require.AtLeast(products, 20) : null; }
}
