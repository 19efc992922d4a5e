using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Training.Theory.DiagonalLinear;

namespace Basin.Experiments.Papers.Pesme2021;

/// <summary>The headline at other starts, steps and signals.</summary>
internal sealed class OtherSettings : Claim
{
    public override string Id => "other-settings";

    public override string Statement => "SGD's advantage grows with the step size and as the start shrinks, for signals of equal and of Gaussian sizes.";

    public override string Place => "Section 4, dependence on γ and α";

    public override SeedCount Seeds => new(50, 20);

    public override ClaimOutcome Run(ClaimContext context)
    {
        List<Check> checks = [];
        List<(double X, double Y, double Error)> dots = [];
        foreach (var known in KnownContest.All)
        {
            var settings = new ContestSettings(new SparseRegressionOptions { HasGaussianSignal = known.IsGaussian }, known.Alpha, known.Gamma, context.Seeds);
            var (seeds, converged) = Contest.Finished(Contest.Of(context, settings));
            var ratio = Measurement.Median([.. seeds.Select(seed => seed.Ratio)]);
            dots.Add((dots.Count + 1, ratio.Value, ratio.StandardError));
            if (known == KnownContest.All[0]) continue;
            checks.Add(Check.Between($"{known.Name}: median of ‖β − β*‖² by SGD over that by descent", ratio, known.Ratio.Low, known.Ratio.High, BandSource.Measurement));
            checks.Add(Check.AtLeast($"{known.Name}: share of seeds where SGD is closer", Measurement.Share([.. seeds.Select(seed => seed.Ratio < 1)]), 0.95, BandSource.Paper));
            checks.Add(converged with { What = $"{known.Name}: {converged.What}" });
            if (known is not { IsGaussian: false, Alpha: 0.01 }) continue;
            checks.Add(Distance($"{known.Name}: mean ‖β − β*‖ by SGD", seeds, seed => seed.Sgd, 0.04, 0.07));
            checks.Add(Distance($"{known.Name}: mean ‖β − β*‖ by descent", seeds, seed => seed.Descent, 0.08, 0.12));
        }

        return new ClaimOutcome([.. checks]) { Figures = [new NamedFigure("ratios", Figure([.. dots]))] };
    }

    private static Check Distance(string what, ContestSeed[] seeds, Func<ContestSeed, DiagonalRun> run, double low, double high) =>
        Check.Between(what, Measurement.Mean([.. seeds.Select(seed => Math.Sqrt(run(seed).SquaredError))]), low, high, BandSource.Measurement);

    private static Figure Figure(ImmutableArray<(double X, double Y, double Error)> dots) => new()
    {
        Description = "Median over seeds of SGD's squared error over that of gradient descent, at six settings.",
        Panels =
        [
            new Panel
            {
                Title = "Signals of ±1 (1 to 3) and Gaussian (4 to 6)",
                X = new Axis("(α, γ) = (0.1, 0.05), (0.1, 0.08), (0.01, 0.05), twice", IsWhole: true, Minimum: 0.5, Maximum: KnownContest.All.Count + 0.5),
                Y = new Axis("squared error, SGD / descent", Minimum: 0, Maximum: 1.05),
                Marks = [new Rule(1, "no difference") { Color = -1 }, new Dots(dots)],
            },
        ],
    };
}
