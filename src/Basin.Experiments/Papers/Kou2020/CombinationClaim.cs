using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Kou2020;

/// <summary>Stochastic norm with the other regularisers of fine-tuning.</summary>
internal sealed class CombinationClaim : Claim
{
    private static readonly (string Name, Penalty Penalty)[] _penalties = [("l2-sp", Penalty.StartingPoint), ("delta", Penalty.Features), ("bss", Penalty.Spectrum)];

    /// <inheritdoc/>
    public override string Id => "combination";

    /// <inheritdoc/>
    public override string Statement => "Stochastic norm adds to what L2-SP, DELTA and BSS gain: it is another kind of regulariser.";

    /// <inheritdoc/>
    public override string Place => "Table 4";

    /// <inheritdoc/>
    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        ClaimParameter.Fraction("p", "probability of the batch's statistics", 0.5),
        ClaimParameter.Positive("l2-sp", "strength of L2-SP, for the backbone and the head", 0.01),
        ClaimParameter.Positive("delta", "strength of DELTA", 0.01),
        ClaimParameter.Positive("bss", "strength of BSS", 1e-3),
        .. SmallParameters.All,
    ];

    /// <inheritdoc/>
    public override SeedCount Seeds => new(20, 10);

    /// <inheritdoc/>
    public override string? Data => "digits";

    /// <inheritdoc/>
    public override ClaimOutcome Run(ClaimContext context)
    {
        var settings = SmallParameters.Read(context, "digits");
        var pairs = _penalties.Prepend(("weight decay", Penalty.None)).Select(entry =>
        {
            var tuning = settings with { Penalty = entry.Item2, Strength = entry.Item2 == Penalty.None ? 0 : context[entry.Item1] };
            return (Name: entry.Item1, Alone: SmallNetworks.Tune(context, tuning), Together: SmallNetworks.Tune(context, tuning with { Probability = context["p"] }));
        }).ToArray();
        return new ClaimOutcome([
            .. pairs.Skip(1).Select(pair => Check.AtLeast($"{pair.Name}: accuracy with stochastic norm above batch norm", Paired.Gain(pair.Together, pair.Alone), 0, BandSource.Paper)),
        ])
        {
            Figures = [new NamedFigure("accuracy", Bars.Draw(
                "Test accuracy on digits after tuning with each regulariser, with batch norm and with stochastic norm.", "",
                [.. pairs.Select(pair => pair.Name)], [("digits, batch norm", [.. pairs.Select(pair => pair.Alone)]), ("digits, stochastic norm", [.. pairs.Select(pair => pair.Together)])]))],
        };
    }
}
