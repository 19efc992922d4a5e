using Basin.Models.Networks;
using Basin.Training;

namespace Basin.Experiments.Runs;

/// <summary>How a training run goes on from an earlier one; by default it does not.</summary>
public sealed record FineTuningSettings
{
    /// <summary>The run, or the checkpoint of one, whose parameters and statistics this one begins with; null to begin anew.</summary>
    public string? From { get; init; }

    /// <summary>p of stochastic norm in place of each batch norm, in [0, 1]; null for batch norm.</summary>
    public double? StochNorm { get; init => field = value is { } probability ? Require.Fraction(probability) : null; }

    /// <summary>Whether stochastic norm draws once for all channels of a layer.</summary>
    public bool StochNormByLayer { get; init; }

    /// <summary>α of L2-SP, (α/2)‖w − w₀‖², and (α/2)‖w‖² for what was drawn anew; 0 for none.</summary>
    public double StartPenalty { get; init => field = Require.NotNegative(value); }

    /// <summary>δ of DELTA, the distance of feature maps from those of the start; 0 for none.</summary>
    public double FeaturePenalty { get; init => field = Require.NotNegative(value); }

    /// <summary>η of BSS, on the smallest squared singular value of a batch's features; 0 for none.</summary>
    public double SpectralPenalty { get; init => field = Require.NotNegative(value); }

    /// <summary>The settings of stochastic norm; null for batch norm.</summary>
    internal StochNormSettings? Norm => StochNorm is { } probability ? new StochNormSettings(probability, StochNormByLayer) : null;
}
