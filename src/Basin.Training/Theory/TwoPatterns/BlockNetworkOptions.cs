namespace Basin.Training.Theory.TwoPatterns;

/// <summary>The network f(x) = wᵀ[W x₁]₊ + vᵀ[V x₂]₊, whose second layer is fixed at ±1/√m by turns.</summary>
public sealed record BlockNetworkOptions
{
    /// <summary>Rectifiers that read the first pattern.</summary>
    public int FirstWidth { get; init => field = Require.AtLeast(value, 1); } = 10;

    /// <summary>Rectifiers that read the second; few of them have a kink between the patterns, so there must be many.</summary>
    public int SecondWidth { get; init => field = Require.AtLeast(value, 1); } = 10_000;

    /// <summary>τ₀, the standard deviation of each weight at the beginning.</summary>
    public double InitialDeviation { get; init => field = Require.Positive(value); } = 1;
}
