using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Damian2021;

/// <summary>Larger learning rates regularise more.</summary>
internal sealed class LearningRates : Claim
{
    public override string Id => "learning-rates";

    public override string Statement => "The larger the learning rate of SGD with label noise, the flatter the minimum after as many steps.";

    public override string Place => "section 4, figure 3";

    public override ImmutableArray<ClaimParameter> Parameters => ClassificationSettings.Parameters.Add(ClassificationSettings.LearningRate with { Description = "the middle learning rate; half and twice it are run too" });

    public override SeedCount Seeds => new(5, 3);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var settings = ClassificationSettings.Of(context);
        var starts = ClassificationStart.Of(context);
        double[] rates = [context["eta"] / 2, context["eta"], 2 * context["eta"]];
        var traces = context.ForEach(starts, start => rates.Select(rate => start.Follow(settings, start.Adversarial, rate, true, 1, context.CancellationToken)[^1].Trace).ToArray());
        Measurement Ratio(int small, int large) => Measurement.Median([.. traces.Select(trace => trace[small] / trace[large])]);
        return new ClaimOutcome(
        [
            Check.Between("share of seeds whose tr ∇²L falls from each learning rate to the next", Measurement.Share([.. traces.Select(trace => trace[0] > trace[1] && trace[1] > trace[2])]), 1, 1, BandSource.Paper),
            Check.AtLeast("tr ∇²L at half the learning rate, over that at it", Ratio(0, 1), 1, BandSource.Paper),
            Check.AtLeast("tr ∇²L at the learning rate, over that at twice it", Ratio(1, 2), 1, BandSource.Paper),
        ]);
    }
}
