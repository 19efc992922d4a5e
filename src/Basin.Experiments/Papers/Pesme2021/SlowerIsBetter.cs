using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Training.Theory.DiagonalLinear;

namespace Basin.Experiments.Papers.Pesme2021;

/// <summary>Speed against bias.</summary>
internal sealed class SlowerIsBetter : Claim
{
    private static readonly double[] s_alphas = [0.1, 0.01];

    public override string Id => "slower-is-better";

    public override string Statement => "SGD converges later than gradient descent, and closer to the signal.";

    public override string Place => "Section 3, discussion of ∫L";

    public override ImmutableArray<ClaimParameter> Parameters => [ContestSettings.GammaParameter, .. ContestSettings.OfRegression];

    public override SeedCount Seeds => new(50, 20);

    public override ClaimOutcome Run(ClaimContext context)
    {
        List<Check> checks = [];
        List<Mark> marks = [];
        for (var i = 0; i < s_alphas.Length; i++)
        {
            var settings = new ContestSettings(ContestSettings.RegressionOf(context), s_alphas[i], context["gamma"], context.Seeds);
            var seeds = Contest.Of(context, settings).Where(seed => seed.Finished && seed.Descent.Stop == DiagonalStop.Converged).ToArray();
            if (seeds.Length == 0) return new ClaimOutcome([Check.Holds("some seed converged", false, BandSource.Measurement)]);
            var name = FormattableString.Invariant($"α = {s_alphas[i]}");
            var (sgd, descent) = (Median(seeds, seed => seed.Sgd), Median(seeds, seed => seed.Descent));
            checks.Add(Check.AtLeast($"{name}: steps until L < 1e-11, SGD over descent, medians", sgd / descent, 1, BandSource.Paper));
            checks.Add(Check.AtLeast($"{name}: share of seeds where SGD is later", Measurement.Share([.. seeds.Select(seed => seed.Sgd.Steps > seed.Descent.Steps)]), 0.95, BandSource.Measurement));
            checks.Add(Check.AtLeast($"{name}: share of seeds where SGD is closer", Measurement.Share([.. seeds.Select(seed => seed.Ratio < 1)]), 0.95, BandSource.Paper));
            marks.Add(new Dots([.. seeds.Select(seed => ((double)seed.Sgd.Steps / seed.Descent.Steps, seed.Ratio, 0.0))]) { Label = name, Color = i + 1 });
        }

        return new ClaimOutcome([.. checks])
        {
            Figures =
            [
                new NamedFigure("speed", new Figure
                {
                    Description = "Squared error of SGD over that of gradient descent against the steps it took over those of gradient descent, one point a seed.",
                    Panels = [new Panel { Title = "Later, and closer", X = new Axis("steps, SGD / descent"), Y = new Axis("squared error, SGD / descent", Minimum: 0), Marks = [.. marks] }],
                }),
            ],
        };
    }

    private static double Median(ContestSeed[] seeds, Func<ContestSeed, DiagonalRun> run) => Measurement.Median([.. seeds.Select(seed => (double)run(seed).Steps)]).Value;
}
