namespace Basin.Training.Instruments.Landscape;

/// <summary>Instruments that share what they compute, so that they are read together; the groups are read in this order.</summary>
public enum PointGroup
{
    /// <summary>The gradient and the outermost eigenvalues of the Hessian.</summary>
    Eigenvalues,

    /// <summary>Random probes.</summary>
    Traces,

    /// <summary>Single gradients and curvatures along the sharpest direction.</summary>
    Noise,
}
