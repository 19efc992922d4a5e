namespace Basin.Training.Theory.TwoPatterns;

/// <summary>The law of the examples of Li, Wei and Ma (2019), section 3: a noisy pattern that a linear map reads, and a clean one that must be memorised.</summary>
/// <remarks>
/// An example is x = (x₁, x₂) with label y = ±1. The first pattern is x₁ = y γ₀ w* + z with γ₀ = 1/√d, where z ~ N(0, I/d) is given to lie on
/// y's side of w*. The second is x₂ = s α ζ₀ for y = +1 and s α (ζ₀ ± r ζ₁) for y = −1, with ζ₀ and ζ₁ of unit length and orthogonal.
/// </remarks>
public sealed record TwoPatternOptions
{
    /// <summary>d, the length of the first pattern; at least 2.</summary>
    public int Dimension { get; init => field = Require.AtLeast(value, 2); } = 500;

    /// <summary>r, how far the second patterns of the two classes are apart, in units of their length.</summary>
    public double Radius { get; init => field = Require.Positive(value); } = 0.3;

    /// <summary>s, the length of the longest second pattern. The paper has 1 and d → ∞; r·s takes the place of a large d·r.</summary>
    public double Stretch { get; init => field = Require.Positive(value); } = 10;

    /// <summary>α is uniform from here to 1.</summary>
    public double ShortestLength { get; init => field = Require.Fraction(value); }
}
