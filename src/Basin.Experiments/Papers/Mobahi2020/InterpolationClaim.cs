using System.Collections.Immutable;
using Basin.Training.Distillation;

namespace Basin.Experiments.Papers.Mobahi2020;

/// <summary>The limit ε → 0 of the guaranteed sparsity.</summary>
internal sealed class InterpolationClaim : Claim
{
    public override string Id => "interpolation";

    public override string Statement => "Close to interpolation there are more rounds and a sparser end: at the last guaranteed round the bound on the sparsity index rises to exp((d_min/κ)·min(1/dₖ − 1/dₖ₊₁)) as ε → 0.";

    public override string Place => "The theory near interpolation";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        new("kappa", "κ, the condition of the Gram matrix", 5) { Minimum = 1.01, Maximum = 1000 },
        ClaimParameter.Count("points", "K, eigenvalues from 1/κ to 1 at equal ratios", 10, 2) with { Maximum = 200 },
        ClaimParameter.Positive("ratio", "r₀ = ‖y₀‖/√(Kε) where the limit is taken as reached", 1e6) with { Minimum = 100, Maximum = 1e9 },
    ];

    public override ClaimOutcome Run(ClaimContext context)
    {
        var (kappa, points) = (context["kappa"], context.Count("points"));
        double[] d = [.. Enumerable.Range(0, points).Select(k => Math.Pow(kappa, (k / (points - 1.0)) - 1))];
        var limit = Math.Exp(d[0] / kappa * Pairs(d).Min(pair => (1 / pair.Small) - (1 / pair.Large)));
        double[] ratios = [.. Enumerable.Range(0, 7).Select(i => 2 * Math.Pow(context["ratio"] / 2, i / 6.0))];
        var bounds = ratios.Select(ratio => Bound(d, ratio, kappa)).ToArray();
        return new ClaimOutcome(
        [
            Check.Near("logarithm of the bound on the sparsity index at the last guaranteed round", Math.Log(bounds[^1]), Math.Log(limit), 1e-3),
            Check.Holds("the bound rises each time ε falls", bounds.Zip(bounds.Skip(1)).All(pair => pair.First < pair.Second), BandSource.Paper),
        ]);
    }

    private static double Bound(double[] d, double ratio, double kappa) =>
        Pairs(d).Min(pair => DistillationBounds.FilterRatio(ratio, d[0], pair.Small, pair.Large, DistillationBounds.Rounds(ratio, kappa)));

    private static IEnumerable<(double Small, double Large)> Pairs(double[] d) => d.Zip(d.Skip(1));
}
