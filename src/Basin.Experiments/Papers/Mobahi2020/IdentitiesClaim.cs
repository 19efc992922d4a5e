using System.Collections.Immutable;
using Basin.Numerics.Random;
using Basin.Training.Distillation;

namespace Basin.Experiments.Papers.Mobahi2020;

/// <summary>What holds exactly in every round.</summary>
internal sealed class IdentitiesClaim : Claim
{
    private const double Accepted = 1e-10;

    public override string Id => "identities";

    public override string Statement => "Every round spends its tolerance exactly, and the function of round t is that of one ordinary kernel regression on the first targets with a kernel of smaller eigenvalues.";

    public override string Place => "The closed form of the rounds, and the modified kernel behind the generalisation bounds";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        ClaimParameter.Positive("epsilon", "ε, the mean squared residual of a fit", 0.01),
        ClaimParameter.Count("points", "intervals of [0, 1]; training points are its inner ends", 10, 3) with { Maximum = 100 },
        ClaimParameter.Positive("sigma", "σ of the noise on the targets", 0.5),
    ];

    public override SeedCount Seeds => new(20, 20);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var example = new SineExample(context.Count("points"), context["sigma"], context["epsilon"]);
        var errors = context.ForEachSeed((_, seed) => Errors(example, seed));
        return new ClaimOutcome(
        [
            Small("largest distance of a mean squared residual from ε, over ε, of any round and seed", errors.Max(error => error.Residual)),
            Small("largest distance of round t to one regression with the modified kernel, over the largest target", errors.Max(error => error.Modified)),
            Small("largest distance of round t to fits by linear equations, over the largest target", errors.Max(error => error.Solved)),
        ]);
    }

    private static Check Small(string what, double error) => Check.Between(what, error, 0, Accepted, BandSource.ClosedForm);

    private static (double Residual, double Modified, double Solved) Errors(SineExample example, Seed seed)
    {
        var targets = example.Targets(seed);
        var distillation = new SelfDistillation(example.Spectrum, targets, 1, example.Tolerance);
        var (residual, modified, solved) = (0.0, 0.0, 0.0);
        var (before, scale, basis) = (targets, targets.Max(Math.Abs), example.Spectrum.ToBasis(targets, 1));
        for (var t = 0; t < distillation.Rounds.Length; t++)
        {
            var round = distillation.Rounds[t];
            var outputs = distillation.Outputs(t);
            residual = Math.Max(residual, Math.Abs((before.Zip(outputs, (a, b) => (a - b) * (a - b)).Average() / example.Tolerance) - 1));

            var first = distillation.Rounds[0].Multiplier;
            var regression = example.Spectrum.FromBasis([.. basis.Select((z, k) => z * round.ModifiedSpectrum[k] / (round.ModifiedSpectrum[k] + first))], 1);
            modified = Math.Max(modified, Distance(regression, outputs) / scale);
            solved = Math.Max(solved, Distance(example.Regress(before, round.Multiplier), outputs) / scale);
            before = outputs;
        }

        return (residual, modified, solved);
    }

    private static double Distance(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}
