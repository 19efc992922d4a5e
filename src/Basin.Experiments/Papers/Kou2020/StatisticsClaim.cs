using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Kou2020;

/// <summary>What the pre-trained moving statistics are worth.</summary>
internal sealed class StatisticsClaim : Claim
{
    private const int Few = 10;

    /// <inheritdoc/>
    public override string Id => "statistics";

    /// <inheritdoc/>
    public override string Statement => "Keeping the pre-trained moving statistics helps while training has not yet estimated them anew, and no longer after hundreds of steps.";

    /// <inheritdoc/>
    public override string Place => "The ablation of pre-trained moving statistics";

    /// <inheritdoc/>
    public override ImmutableArray<ClaimParameter> Parameters => [ClaimParameter.Fraction("p", "probability of the batch's statistics", 0.5), ClaimParameter.Count("few-steps", "steps of the short tuning", Few), .. SmallParameters.All];

    /// <inheritdoc/>
    public override SeedCount Seeds => new(20, 20);

    /// <inheritdoc/>
    public override string? Data => "digits";

    /// <inheritdoc/>
    public override ClaimOutcome Run(ClaimContext context)
    {
        var settings = SmallParameters.Read(context, "digits") with { Probability = context["p"] };
        var brief = settings with { Steps = context.Count("few-steps") };
        double[] shortKept = SmallNetworks.Tune(context, brief), shortForgotten = SmallNetworks.Tune(context, brief with { ForgetsStatistics = true });
        double[] kept = SmallNetworks.Tune(context, settings), forgotten = SmallNetworks.Tune(context, settings with { ForgetsStatistics = true });
        return new ClaimOutcome([
            Check.AtLeast($"accuracy kept above forgotten after {brief.Steps} steps", Paired.Gain(shortKept, shortForgotten), 0, BandSource.Paper),
            Check.Between($"accuracy kept above forgotten after {settings.Steps} steps", Paired.Gain(kept, forgotten), -0.02, 0.02, BandSource.Measurement),
        ])
        {
            Figures = [new NamedFigure("accuracy", Bars.Draw(
                "Test accuracy on digits where the pre-trained statistics were kept or forgotten, after a short and a long tuning.", "",
                ["kept", "forgotten"], [($"digits, {brief.Steps} steps", [shortKept, shortForgotten]), ($"digits, {settings.Steps} steps", [kept, forgotten])]))],
        };
    }
}
