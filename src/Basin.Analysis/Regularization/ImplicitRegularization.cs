using System.Collections.Immutable;

namespace Basin.Analysis.Regularization;

/// <summary>What SGD minimises besides the loss, at a point and under given settings; every term in the loss's units.</summary>
public sealed record ImplicitRegularization
{
    /// <summary>By the learning rate and the batches.</summary>
    public required ShufflingTerms Shuffling { get; init; }

    /// <summary>By noise in the labels; null without any.</summary>
    public required LabelNoiseTerms? LabelNoise { get; init; }

    /// <summary>Other settings that regularise as much.</summary>
    public required ImmutableArray<EquivalentSetting> Equivalents { get; init; }

    /// <summary>How far the learning rate can be scaled with the batch.</summary>
    public required LinearScaling Scaling { get; init; }

    /// <summary>Evaluates everything that the measurements allow.</summary>
    /// <param name="settings">The training.</param>
    /// <param name="measured">The point.</param>
    public static ImplicitRegularization Of(RegularizationSettings settings, RegularizationInputs measured)
    {
        var shuffling = Regularization.Shuffling.Of(settings, measured.GradientSquare, measured.NoiseTrace);
        return new ImplicitRegularization
        {
            Shuffling = shuffling,
            LabelNoise = settings.LabelNoise is > 0 ? Regularization.LabelNoise.Of(settings, measured.Trace, measured.Sharpness, measured.TraceOf) : null,
            Equivalents = EquivalentSettings.Of(settings, shuffling, measured.GradientSquare, measured.NoiseTrace, measured.Trace),
            Scaling = LinearScaling.Of(settings, measured.GradientSquare, measured.NoiseTrace, measured.Stability),
        };
    }
}
