using System.Collections.Immutable;
using Basin.Analysis.Estimators;

namespace Basin.Analysis.Inspection;

/// <summary>
/// What is known of the covariance of the gradients of single examples, Σ = mean (gᵢ − ḡ)(gᵢ − ḡ)ᵀ, shape (p, p). Everything is null, or
/// empty, where examples have no gradients of their own because batch norm mixes them.
/// </summary>
public sealed record GradientNoise
{
    /// <summary>tr Σ, also called Γ: the mean of ‖gᵢ − ḡ‖². A batch of B drawn with replacement has tr Σ / B.</summary>
    public required Estimate? Trace { get; init; }

    /// <summary>The largest eigenvalues of Σ, descending.</summary>
    public ImmutableArray<Eigenvalue> TopEigenvalues { get; init; } = [];

    /// <summary>‖Σ‖_F.</summary>
    public Estimate? FrobeniusNorm { get; init; }

    /// <summary>
    /// The simple noise scale tr Σ/‖∇L‖², in examples: the batch whose noise is as large as the gradient. Null where the gradient is zero
    /// or drowns in the error of having seen a part of the set only.
    /// </summary>
    /// <remarks>Source: McCandlish, Kaplan and Amodei, An empirical model of large-batch training (2018), section 2.2.</remarks>
    public Estimate? Scale { get; init; }

    /// <summary>
    /// The critical batch tr(ΣG)/(∇LᵀG∇L), in examples: the noise scale with directions weighed by curvature. Below it, doubling the batch nearly
    /// doubles what a step at its best rate gains; above, it nearly gains nothing. Null as <see cref="Scale"/>.
    /// </summary>
    /// <remarks>Source: McCandlish et al. (2018), equation 2.8, with the Gauss-Newton matrix in place of the Hessian.</remarks>
    public Estimate? CriticalBatch { get; init; }

    /// <summary>Quantiles of the norms of single examples' gradients.</summary>
    public GradientNorms? Norms { get; init; }

    /// <summary>The noise along the eigenvectors of the Gauss-Newton matrix that were found, the largest eigenvalue first; none where no vectors are known.</summary>
    /// <remarks>Source: Wu, Wang and Su, The alignment property of SGD noise (2022), which compares the two direction by direction.</remarks>
    public ImmutableArray<NoiseDirection> Directions
    {
        get;

        // The files of runs before there were directions are read without any.
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>How the noise aligns with the curvature; null also where the loss or the curvature is zero.</summary>
    public NoiseAlignment? Alignment { get; init; }
}
