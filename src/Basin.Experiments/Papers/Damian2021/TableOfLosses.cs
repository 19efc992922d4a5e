using System.Collections.Immutable;
using Basin.Analysis.Regularization;
using Basin.Training.Theory;

namespace Basin.Experiments.Papers.Damian2021;

/// <summary>Where each loss settles under flips of labels, by solving for the minimum instead of by formula.</summary>
internal sealed class TableOfLosses : Claim
{
    public override string Id => "table-of-losses";

    public override string Statement => "Flips of labels with probability p shift the minimum of each loss to a margin c, where the noise has variance σ² and the mean loss curvature α.";

    public override string Place => "section 5.1, table 1";

    public override ImmutableArray<ClaimParameter> Parameters => [new("flip", "p, the probability of a flip", 0.2) { Minimum = 0.001, Maximum = 0.499 }];

    public override ClaimOutcome Run(ClaimContext context) => new([.. Enum.GetValues<BinaryLoss>().SelectMany(loss => Checks(loss, context["flip"]))]);

    private static IEnumerable<Check> Checks(BinaryLoss loss, double p)
    {
        var smoothed = new SmoothedLoss(loss, p);
        var table = SmoothedMinimum.Of(loss, p);
        var margin = Root(m => smoothed.Slope(m, 1));

        // The slope of a draw is l'(c) with probability 1 − p and −l'(−c) with p: σ² is its variance.
        var (kept, flipped) = (smoothed.DrawnSlope(margin, 1), smoothed.DrawnSlope(margin, -1));
        var variance = ((1 - p) * kept * kept) + (p * flipped * flipped);
        var name = loss.ToString().ToLowerInvariant();
        yield return Check.Near($"{name}: margin c", margin, table.Margin, 1e-9);
        yield return Check.Near($"{name}: variance σ²", variance, table.NoiseVariance, 1e-9);
        yield return Check.Near($"{name}: curvature α", smoothed.Curvature(margin, 1), table.Curvature, 1e-9);
    }

    private static double Root(Func<double, double> rising)
    {
        var (low, high) = (0.0, 100.0);
        while (high - low > 1e-14 * high)
        {
            var middle = (low + high) / 2;
            if (middle == low || middle == high) break;
            (low, high) = rising(middle) < 0 ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
