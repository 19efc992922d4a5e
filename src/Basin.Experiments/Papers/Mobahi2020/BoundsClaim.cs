using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Numerics.Random;
using Basin.Training.Distillation;

namespace Basin.Experiments.Papers.Mobahi2020;

/// <summary>Every bound of the theory, on random kernels.</summary>
internal sealed class BoundsClaim : Claim
{
    private const double Rounding = 1e-9;

    public override string Id => "bounds";

    public override string Statement => "The outputs shrink no faster than a geometric bound, so that at least (‖y₀‖/√(Kε) − 1)/κ rounds come before the collapse to 0; no random kernel violates a bound.";

    public override string Place => "The theory of the rounds: bounds on the multiplier, the norm and the number of rounds";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        new("kappa", "κ, the condition of the Gram matrix, of the last of five settings", 5) { Minimum = 1, Maximum = 1e6 },
        new("ratio", "r₀ = ‖y₀‖/√(Kε) of the last of five settings", 20) { Minimum = 1.1, Maximum = 1000 },
        ClaimParameter.Count("points", "K, training points", 10, 2) with { Maximum = 200 },
        ClaimParameter.Positive("epsilon", "ε, the mean squared residual of a fit", 0.01),
    ];

    public override SeedCount Seeds => new(20, 20);

    public override ClaimOutcome Run(ClaimContext context)
    {
        (double Kappa, double Ratio)[] settings = [(1, 20), (1.5, 20), (2, 80), (20, 80), (context["kappa"], context["ratio"])];
        var draws = settings.Select((setting, index) => context.ForEachSeed((_, seed) => Draw(context, setting, seed.Derive("setting", index)))).ToArray();
        var all = draws.SelectMany(row => row).ToArray();
        ImmutableArray<Check> checks =
        [
            Zero("bounds violated, of all rounds, settings and draws", all.Sum(draw => draw.Bracket + draw.Norm + draw.Filter + draw.Rounds)),
            Zero("multipliers c outside their bracket", all.Sum(draw => draw.Bracket)),
            Zero("outputs smaller than the bound on their norm", all.Sum(draw => draw.Norm)),
            Zero("ratios of the filter below their bound", all.Sum(draw => draw.Filter)),
            Zero("draws with fewer rounds than any bound", all.Sum(draw => draw.Rounds)),
            .. settings.SelectMany((setting, index) => Counts(setting, draws[index])),
        ];
        return new ClaimOutcome(checks) { Figures = [new NamedFigure("rounds", Picture(settings, draws))] };
    }

    private static IEnumerable<Check> Counts((double Kappa, double Ratio) setting, Tally[] draws)
    {
        var name = FormattableString.Invariant($"κ = {setting.Kappa}, r₀ = {setting.Ratio}: fewest rounds of");
        var fewest = draws.Min(draw => draw.Count);
        yield return Check.AtLeast($"{name} all draws", fewest, DistillationBounds.RoundsAnyway(setting.Ratio), BandSource.ClosedForm);
        yield return Check.AtLeast($"{name} all draws, by the recursion", fewest, DistillationBounds.RoundsByRecursion(setting.Ratio, setting.Kappa), BandSource.ClosedForm);
    }

    private static Check Zero(string what, int count) => Check.Between(what, count, 0, 0, BandSource.Paper);

    private static Tally Draw(ClaimContext context, (double Kappa, double Ratio) setting, Seed seed)
    {
        var problem = RandomProblem.Draw(context.Count("points"), setting.Kappa, setting.Ratio, context["epsilon"], seed);
        var distillation = new SelfDistillation(problem.Spectrum, problem.Targets, 1, context["epsilon"]);
        var (d, ratio, kappa) = (problem.Spectrum.Values, distillation.InitialRatio, problem.Spectrum.Condition);
        var tally = new Tally(distillation.Rounds.Length, 0, 0, 0, 0);
        for (var t = 1; t <= distillation.Rounds.Length; t++)
        {
            var round = distillation.Rounds[t - 1];
            var (low, high) = Multiplier.Bracket(round.RatioBefore, d[0], d[^1]);
            if (round.Multiplier < low * (1 - Rounding) || round.Multiplier > high * (1 + Rounding)) tally = tally with { Bracket = tally.Bracket + 1 };
            if (round.Ratio < DistillationBounds.Ratio(ratio, kappa, t) - (Rounding * ratio)) tally = tally with { Norm = tally.Norm + 1 };
            for (var k = 1; k < d.Length; k++)
            {
                for (var j = 0; j < k; j++)
                {
                    if (round.Filter[k] / round.Filter[j] < DistillationBounds.FilterRatio(ratio, d[0], d[j], d[k], t) * (1 - Rounding)) tally = tally with { Filter = tally.Filter + 1 };
                }
            }
        }

        // At κ = 1 and a whole r₀ the last round is a tie that rounding may break either way.
        var least = Math.Max(DistillationBounds.Rounds(ratio * (1 - Rounding), kappa), Math.Ceiling(ratio * (1 - Rounding)) - 1);
        return distillation.IsCollapsed && tally.Count >= least - Rounding ? tally : tally with { Rounds = 1 };
    }

    private static Figure Picture((double Kappa, double Ratio)[] settings, Tally[][] draws) => new()
    {
        Description = "Rounds until the fits are 0, for five conditions of the kernel, with the bounds on them",
        Panels =
        [
            new Panel
            {
                Title = "Rounds that are not 0, and what is guaranteed",
                X = new Axis("condition κ of the kernel", IsLog: true),
                Y = new Axis("rounds", IsLog: true),
                Marks =
                [
                    new Dots([.. settings.SelectMany((setting, index) => draws[index].Select(draw => (setting.Kappa, (double)draw.Count, 0.0)))]) { Label = "random kernels" },
                    new Dots([.. settings.Select(setting => (setting.Kappa, (double)DistillationBounds.RoundsAnyway(setting.Ratio), 0.0))]) { Label = "⌈r₀⌉ − 1", Color = 1 },
                    new Dots([.. settings.Select(setting => (setting.Kappa, (double)DistillationBounds.RoundsByRecursion(setting.Ratio, setting.Kappa), 0.0))]) { Label = "by the recursion", Color = 2 },
                    new Dots([.. settings.Select(setting => (setting.Kappa, DistillationBounds.Rounds(setting.Ratio, setting.Kappa), 0.0))]) { Label = "(r₀ − 1)/κ", Color = 3 },
                ],
            },
        ],
    };

    // Rounds, and how often each bound was violated.
    private sealed record Tally(int Count, int Bracket, int Norm, int Filter, int Rounds);
}
