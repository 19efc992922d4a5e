namespace Basin.Training.Theory.TwoPatterns;

/// <summary>Gradient descent with noise and two learning rates: U ← (1 − ηλ)U − η(∇L(U) + ξ), ξ ~ N(0, τ²), on all examples at each step.</summary>
public sealed record NoisyDescentOptions
{
    /// <summary>η before annealing.</summary>
    public double InitialRate { get; init => field = Require.Positive(value); } = 100;

    /// <summary>η afterwards.</summary>
    public double FinalRate { get; init => field = Require.Positive(value); } = 0.4;

    /// <summary>Steps at the initial rate; 0 for the small one from the start.</summary>
    public int AnnealAt { get; init => field = Require.AtLeast(value, 0); } = 100;

    /// <summary>λ.</summary>
    public double WeightDecay { get; init => field = Require.NotNegative(value); } = 2e-4;

    /// <summary>τ, the standard deviation of the noise in the gradient.</summary>
    public double ParameterNoise { get; init => field = Require.NotNegative(value); } = 0.002;

    /// <summary>The standard deviation of the noise on pre-activations.</summary>
    public double ActivationNoise { get; init => field = Require.NotNegative(value); }

    /// <summary>Steps after which the noise on pre-activations ends; it ends once.</summary>
    public int ActivationNoiseSteps { get; init => field = Require.AtLeast(value, 0); }

    /// <summary>The training loss at which to stop, looked at once the rate is small; 0 for never.</summary>
    public double StopLoss { get; init => field = Require.NotNegative(value); } = 0.15;

    /// <summary>Steps at most.</summary>
    public int MaxSteps { get; init => field = Require.AtLeast(value, 0); } = 4000;

    /// <summary>Steps from one look at the losses to the next.</summary>
    public int LookEvery { get; init => field = Require.AtLeast(value, 1); } = 20;
}
