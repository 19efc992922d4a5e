using System.Collections.Immutable;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Papers.Kou2020;

/// <summary>The gain along the number of labels.</summary>
internal sealed class MoreDataClaim : Claim
{
    private static readonly int[] _perClass = [3, 10, 30];

    /// <inheritdoc/>
    public override string Id => "more-data";

    /// <inheritdoc/>
    public override string Statement => "The gain over batch norm shrinks as labelled data grow.";

    /// <inheritdoc/>
    public override string Place => "Table 1, along the sampling rates 15 % to 100 %";

    /// <inheritdoc/>
    public override ImmutableArray<ClaimParameter> Parameters => [ClaimParameter.Fraction("p", "probability of the batch's statistics", 0.5), .. SmallParameters.All.Where(parameter => parameter.Name != SmallParameters.PerClass)];

    /// <inheritdoc/>
    public override SeedCount Seeds => new(20, 20);

    /// <inheritdoc/>
    public override string? Data => "digits";

    /// <inheritdoc/>
    public override ClaimOutcome Run(ClaimContext context)
    {
        var settings = SmallParameters.Read(context, "digits", perClass: _perClass[0]);
        var gains = _perClass.Select(count => Seeds(settings with { PerClass = count })).ToArray();
        return new ClaimOutcome([
            Check.AtLeast("gain with 3 labels a class above that with 30", Paired.Gain(gains[0], gains[^1]), 0, BandSource.Paper),
            Check.AtLeast("gain with 3 labels a class", Measurement.Mean(gains[0]), 0, BandSource.Paper),
        ])
        {
            Figures = [new NamedFigure("gain", Draw(gains))],
        };

        double[] Seeds(TuningSettings tuning) =>
            [.. SmallNetworks.Tune(context, tuning with { Probability = context["p"] }).Zip(SmallNetworks.Tune(context, tuning with { Probability = 1 }), (a, b) => a - b)];
    }

    private static Figure Draw(double[][] gains) => new()
    {
        Description = "Gain in test accuracy of stochastic norm over batch norm on digits, along the number of labelled examples a class.",
        Panels =
        [
            new Panel
            {
                Title = "digits: gain over batch norm",
                X = new Axis("labelled examples a class", IsLog: true),
                Y = new Axis("gain in test accuracy"),
                Marks =
                [
                    new Rule(0, "none"),
                    new Line([.. gains.Select((seeds, i) => ((double)_perClass[i], seeds.Average()))], IsFaint: true),
                    new Dots([.. gains.Select((seeds, i) => ((double)_perClass[i], seeds.Average(), Measurement.Mean(seeds).StandardError))]),
                ],
            },
        ],
    };
}
