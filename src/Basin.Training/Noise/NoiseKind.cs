namespace Basin.Training.Noise;

/// <summary>Noise added to the step, beside that of batches and labels.</summary>
public enum NoiseKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>Of covariance ηλG, with the Gauss-Newton matrix on all training examples.</summary>
    GaussNewton,

    /// <summary>The same with the Gauss-Newton matrix of the step's batch.</summary>
    GaussNewtonBatch,
}
