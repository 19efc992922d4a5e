using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Smith2021;

/// <summary>On paths: the penalty in place of the rate.</summary>
internal sealed class ExplicitEqualsImplicit : Claim
{
    public override string Id => "explicit-equals-implicit";

    public override string Statement => "SGD at a small rate with an explicit penalty λ that makes ε + λ equal to a large rate has nearly the mean path of the large rate.";

    public override string Place => "Figure 1, on paths";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        .. TanhRuns.Parameters(20_000, 10_000),
        ClaimParameter.Count("ratio", "the large rate over the small one", 16, 2) with { Maximum = 1024 },
    ];

    public override ClaimOutcome Run(ClaimContext context)
    {
        var problem = new TanhRegression(context.Count("examples"), context.Count("dimension"), context.Seed);
        var (rate, ratio, epochs) = (context["rate"], context.Count("ratio"), context.Count("epochs"));
        var large = TanhRuns.Run(context, problem, rate, 0, epochs);
        var small = TanhRuns.Run(context, problem, rate / ratio, 0, epochs * ratio);
        var penalized = TanhRuns.Run(context, problem, rate / ratio, rate - (rate / ratio), epochs * ratio);
        var (without, with) = (ErrorCurve.Distance(large.Mean, small.Mean), ErrorCurve.Distance(large.Mean, penalized.Mean));
        var error = Math.Sqrt((large.StandardError * large.StandardError) + (penalized.StandardError * penalized.StandardError));
        return new ClaimOutcome([Check.AtMost("distance from the large rate's mean path, with the penalty over without", new Measurement(with / without, error / without), 0.4, BandSource.Paper)])
        {
            Note = $"The distance is {without:g3} without the penalty and {with:g3} with it.",
        };
    }
}
