using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Pesme2021;

/// <summary>The headline.</summary>
internal sealed class SgdBeatsDescent : Claim
{
    public override string Id => "sgd-beats-gd";

    public override string Statement => "From the same start, SGD recovers a sparse signal better than gradient descent, and as well as descent from the smaller start α_∞.";

    public override string Place => "Section 4, Figures 1 and 2";

    public override ImmutableArray<ClaimParameter> Parameters => [ContestSettings.AlphaParameter, ContestSettings.GammaParameter, .. ContestSettings.OfRegression];

    public override SeedCount Seeds => new(50, 20);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var settings = ContestSettings.From(context);
        var all = Contest.Of(context, settings);
        var (seeds, converged) = Contest.Finished(all);
        if (seeds.Length == 0) return new ClaimOutcome([converged]);
        var known = KnownContest.Of(settings);
        var ratio = Measurement.Median([.. seeds.Select(seed => seed.Ratio)]);
        const string Headline = "median of ‖β − β*‖² by SGD over that by descent";
        List<Check> checks =
        [
            known is null ? Check.AtMost(Headline, ratio, 1, BandSource.Paper) : Check.Between(Headline, ratio, known.Ratio.Low, known.Ratio.High, BandSource.Measurement),
            Check.AtLeast("share of seeds where SGD is closer", Measurement.Share([.. seeds.Select(seed => seed.Ratio < 1)]), 0.95, BandSource.Paper),
            Check.Between("median of ‖β − β*‖² by descent from α_∞ over that by SGD", Measurement.Median([.. seeds.Select(seed => seed.Shrunk.SquaredError / seed.Sgd.SquaredError)]), known == KnownContest.All[0] ? 0.88 : 0.75, 1.02, BandSource.Measurement),
            Check.Between("descent over argmin φ_α, median of ‖β − β*‖²", Measurement.Median([.. seeds.Select(seed => seed.Descent.SquaredError / seed.Minimum)]), 0.95, 1.10, BandSource.ClosedForm),
            Check.Between("SGD over argmin φ at α_∞, median of ‖β − β*‖²", Measurement.Median([.. seeds.Select(seed => seed.Sgd.SquaredError / seed.ShrunkMinimum)]), 0.95, 1.35, BandSource.ClosedForm),
            converged,
        ];
        if (known == KnownContest.All[0])
        {
            checks.Add(Check.Between("mean ‖β − β*‖² by descent", Measurement.Mean([.. seeds.Select(seed => seed.Descent.SquaredError)]), 0.50, 0.80, BandSource.Measurement));
            checks.Add(Check.Between("mean ‖β − β*‖² by SGD", Measurement.Mean([.. seeds.Select(seed => seed.Sgd.SquaredError)]), 0.32, 0.54, BandSource.Measurement));
        }

        return new ClaimOutcome([.. checks]) { Figures = [ContestFigures.Course(seeds[0]), ContestFigures.EverySeed(seeds)] };
    }
}
