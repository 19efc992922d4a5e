using System.Collections.Immutable;
using Basin.Analysis.Regularization;
using Basin.Analysis.Stability;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Papers.Damian2021;

/// <summary>R between its two ends: the trace at small learning rates, the largest eigenvalue at large ones. Pure arithmetic.</summary>
internal sealed class RegularizerLimits : Claim
{
    public override string Id => "regularizer-limits";

    public override string Statement => "The regulariser R is a quarter of the trace of the Hessian at small learning rates, more than that at larger ones, and tends to the largest eigenvalue near 2/λ₁.";

    public override string Place => "section 3, figure 1";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        ClaimParameter.Positive("sharpness", "λ₁, the largest eigenvalue of the Hessian", 4),
        ClaimParameter.Fraction("decay", "ratio of one eigenvalue to the one before", 0.7),
        ClaimParameter.Count("dimension", "p, number of eigenvalues", 20),
    ];

    public override ClaimOutcome Run(ClaimContext context)
    {
        double[] h = [.. Enumerable.Range(0, context.Count("dimension")).Select(i => context["sharpness"] * Math.Pow(context["decay"], i))];
        var trace = h.Sum();
        double R(double rate) => h.Sum(new LabelNoiseRegularizer(MomentumRule.None, rate).At);

        // R = ¼ Σh·(1 + ηh/4 + O((ηh)²)).
        var small = 1e-5 / h[0];
        var excess = (R(small) / (trace / 4) - 1) / (small * h.Sum(x => x * x) / (4 * trace));
        var rates = Enumerable.Range(1, 199).Select(i => i * 0.01 / h[0]).ToArray();

        // η = (2 − ν)/λ₁; between two small ν only the term of λ₁ grows.
        double At(double nu) => R((2 - nu) / h[0]);
        var slope = (At(1e-7) - At(1e-5)) / Math.Log(100);
        return new ClaimOutcome(
        [
            Check.Near("first order of R/(¼ tr H) − 1 in η, over its closed form", excess, 1, 1e-3),
            Check.AtLeast("least R/(¼ tr H) for η from 0 to 2/λ₁", rates.Min(rate => R(rate) / (trace / 4)), 1, BandSource.ClosedForm),
            Check.Near("growth of R per unit of log(2/ν) as ν → 0, over λ₁/4", slope / (h[0] / 4), 1, 1e-3),
            Check.Holds("R/log(2/ν) falls towards λ₁/4 as ν falls", IsFalling(nu => At(nu) / Math.Log(2 / nu), h[0] / 4), BandSource.ClosedForm),
        ])
        {
            Figures = [new NamedFigure("curve", Draw(h[0]))],
        };
    }

    private static bool IsFalling(Func<double, double> ratio, double limit)
    {
        double[] values = [ratio(1e-1), ratio(1e-2), ratio(1e-4), ratio(1e-7)];
        return values.Zip(values.Skip(1)).All(pair => pair.First > pair.Second) && values[^1] >= limit;
    }

    private static Figure Draw(double sharpness)
    {
        var rates = Enumerable.Range(1, 395).Select(i => i * 0.005 / sharpness).ToArray();
        Line Curve(Func<double, double> value, string label, int color) => new([.. rates.Select(rate => (rate, value(rate)))]) { Label = label, Color = color };
        return new Figure
        {
            Description = "The strength with which label noise penalises one eigenvalue, against the learning rate: λR and its linearisation.",
            Panels =
            [
                new Panel
                {
                    Title = FormattableString.Invariant($"One eigenvalue of {sharpness:g3}, σ²/B = 1"),
                    X = new Axis("learning rate η"),
                    Y = new Axis("λR, in the unit of the loss", Minimum: 0),
                    Marks =
                    [
                        Curve(rate => rate * sharpness / 4, "¼ tr ∇²L", 1),
                        Curve(rate => rate * new LabelNoiseRegularizer(MomentumRule.None, rate).At(sharpness), "−½ log(1 − ηh/2)", 0),
                    ],
                },
            ],
        };
    }
}
