using Basin.Training;
using Basin.Training.Noise;

namespace Basin.Experiments.Runs;

/// <summary>What a training run does beside descending its loss on batches; by default nothing.</summary>
public sealed record MethodSettings
{
    /// <summary>σ of the noise added to values at every step; null for none.</summary>
    public double? LabelNoise { get; init => field = value is { } deviation ? Require.NotNegative(deviation) : null; }

    /// <summary>How that noise is distributed.</summary>
    public LabelNoiseKind LabelNoiseKind { get; init; }

    /// <summary>The probability that a label is drawn from the other classes, at every step anew; null for none.</summary>
    public double? LabelFlips { get; init => field = value is { } probability ? Require.Fraction(probability) : null; }

    /// <summary>Noise added to the step.</summary>
    public NoiseKind Noise { get; init; }

    /// <summary>λ of that noise's covariance ηλΣ; null without it.</summary>
    public double? NoiseScale { get; init => field = value is { } scale ? Require.NotNegative(scale) : null; }

    /// <summary>λ of (λ/4)‖∇ĈB‖², the squared gradient of the batch; 0 for none.</summary>
    public double GradientPenalty { get; init => field = Require.NotNegative(value); }

    /// <summary>λ of (λ/4)‖∇C‖², the squared gradient on all training examples; 0 for none.</summary>
    public double FullGradientPenalty { get; init => field = Require.NotNegative(value); }

    /// <summary>λ of (λ/4)·tr G; 0 for none.</summary>
    public double TracePenalty { get; init => field = Require.NotNegative(value); }

    /// <summary>τ₀, the standard deviation that noise on the parameters keeps up; null for none.</summary>
    public double? ParameterNoise { get; init => field = value is { } deviation ? Require.NotNegative(deviation) : null; }

    /// <summary>Noise on the activations; null for none.</summary>
    public ActivationNoiseSettings? ActivationNoise { get; init; }

    /// <summary>What is done to the inputs of each batch.</summary>
    public TransformKind Transform { get; init; }

    /// <summary>Steps of size η/m on each batch, m.</summary>
    public int Substeps { get; init => field = Require.AtLeast(value, 1); } = 1;

    /// <summary>The learning rate of the last layer, as a multiple of η.</summary>
    public double HeadRateScale { get; init => field = Require.NotNegative(value); } = 1;
}
