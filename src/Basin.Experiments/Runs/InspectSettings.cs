using Basin.Training;

namespace Basin.Experiments.Runs;

/// <summary>What an inspection may spend.</summary>
public sealed record InspectSettings
{
    /// <summary>Training examples to measure on, the first so many; at least 1.</summary>
    public int Examples { get; init => field = Require.AtLeast(value, 1); } = 2048;

    /// <summary>Eigenvalues at each end; at least 1.</summary>
    public int TopK { get; init => field = Require.AtLeast(value, 1); } = 5;

    /// <summary>Random vectors for traces and norms; at least 2.</summary>
    public int Probes { get; init => field = Require.AtLeast(value, 2); } = 32;
}
