using System.Collections.Immutable;
using Basin.Numerics.Random;

namespace Basin.Experiments.Papers.Wu2022;

/// <summary>Alignment where it is known in closed form.</summary>
internal sealed class LinearAlignment : Claim
{
    public override string Id => "linear-alignment";

    public override string Statement => "For linear networks of any depth on Gaussian inputs μ has a closed form, which is at least 1.";

    public override string Place => "Section 4, linear networks";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        ClaimParameter.Count("dimension", "the number of inputs, d", 8),
        ClaimParameter.Count("parameters", "the number of parameters of the deep network, p", 30),
        ClaimParameter.Count("samples", "examples drawn", 1_000_000, 2) with { Quick = 1_000_000 },
    ];

    public override ClaimOutcome Run(ClaimContext context)
    {
        var (d, p) = (context.Count("dimension"), context.Count("parameters"));
        var inputs = new GaussianRegression(d, context.Count("samples"), context.Seed, context.CancellationToken);
        var jacobian = new double[d * p];
        context.Seed.Stream("alignment/jacobian").FillGaussian<double>(jacobian);
        var deep = GaussianRegression.Gram(jacobian, d, p);
        var (linear, linearSampled) = inputs.Alignment(GaussianRegression.Identity(d));
        var (closed, sampled) = inputs.Alignment(deep);
        return new ClaimOutcome(
        [
            Check.Near("linear model: μ over its closed form", linearSampled / linear, 1, 0.01),
            Check.AtLeast("linear model: μ", linearSampled, 1, BandSource.Paper),
            Check.Near("deep linear network, any Jacobian: μ over its closed form", sampled / closed, 1, 0.01),
            Check.AtLeast("deep linear network: μ", sampled, 1, BandSource.Paper),
            Check.AtMost("linear model: μ over 1 + λ₁²/‖S‖²_F", linear / inputs.Ceiling, 1, BandSource.ClosedForm),
        ]);
    }
}
