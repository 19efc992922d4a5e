using System.Collections.Immutable;
using Basin.Training.Theory.DiagonalLinear;

namespace Basin.Experiments.Papers.Pesme2021;

/// <summary>A regression, a start and a step size.</summary>
/// <param name="Regression">What is fitted.</param>
/// <param name="Alpha">α, the same for all coordinates.</param>
/// <param name="Gamma">γ.</param>
/// <param name="Seeds">Draws of all of it.</param>
internal sealed record ContestSettings(SparseRegressionOptions Regression, double Alpha, double Gamma, int Seeds)
{
    public const double DefaultAlpha = 0.1;
    public const double DefaultGamma = 0.05;

    /// <summary>The parameters of the regression.</summary>
    public static ImmutableArray<ClaimParameter> OfRegression { get; } =
    [
        ClaimParameter.Count("examples", "the number of examples, n", 40, 2),
        ClaimParameter.Count("inputs", "the number of inputs, d", 100, 2),
        ClaimParameter.Count("support", "the coefficients that are not zero, ‖β*‖₀", 5),
        Signal,
    ];

    /// <summary>α.</summary>
    public static ClaimParameter AlphaParameter { get; } = ClaimParameter.Positive("alpha", "the size of the start, w₊ = w₋ = α", DefaultAlpha);

    /// <summary>γ.</summary>
    public static ClaimParameter GammaParameter { get; } = ClaimParameter.Positive("gamma", "the step size γ", DefaultGamma);

    /// <summary>α for every coordinate.</summary>
    public double[] Scale => [.. Enumerable.Repeat(Alpha, Regression.Inputs)];

    private static ClaimParameter Signal => new("gaussian", "whether the coefficients that are not zero are Gaussian (1) or ±1 (0)", 0) { Minimum = 0, Maximum = 1, IsWhole = true };

    /// <summary>What the context's parameters say.</summary>
    public static ContestSettings From(ClaimContext context) =>
        new(RegressionOf(context), context["alpha"], context["gamma"], context.Seeds);

    /// <summary>The regression that the context's parameters describe.</summary>
    public static SparseRegressionOptions RegressionOf(ClaimContext context) => new()
    {
        Examples = context.Count("examples"),
        Inputs = context.Count("inputs"),
        Support = Math.Min(context.Count("support"), context.Count("inputs")),
        HasGaussianSignal = context["gaussian"] == 1,
    };
}
