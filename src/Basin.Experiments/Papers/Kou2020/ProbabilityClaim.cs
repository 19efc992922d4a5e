using System.Collections.Immutable;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Papers.Kou2020;

/// <summary>Accuracy after tuning along p.</summary>
/// <param name="data">Where.</param>
internal sealed class ProbabilityClaim(string data) : Claim
{
    private static readonly double[] _probabilities = [0, 0.25, 0.5, 0.75, 1];

    /// <inheritdoc/>
    public override string Id => $"probability-{data}";

    /// <inheritdoc/>
    public override string Statement => "Normalising each channel by the batch with probability p < 1, and by the pre-trained moving statistics otherwise, tunes better than batch norm, p = 1.";

    /// <inheritdoc/>
    public override string Place => "Figure 3b and tables 1 and 2";

    /// <inheritdoc/>
    public override ImmutableArray<ClaimParameter> Parameters => SmallParameters.All;

    /// <inheritdoc/>
    public override SeedCount Seeds => new(20, 20);

    /// <inheritdoc/>
    public override string? Data => data == "synth" ? null : data;

    /// <inheritdoc/>
    public override ClaimOutcome Run(ClaimContext context)
    {
        var settings = SmallParameters.Read(context, data);
        var accuracies = _probabilities.Select(p => SmallNetworks.Tune(context, settings with { Probability = p })).ToArray();
        double[] batch = accuracies[^1], quarter = accuracies[1];
        var best = _probabilities[Array.IndexOf([.. accuracies.Select(seeds => seeds.Average())], accuracies.Max(seeds => seeds.Average()))];
        return new ClaimOutcome([
            Check.AtLeast("mean accuracy at p = 0.25 above p = 1", Paired.Gain(quarter, batch), 0.04, BandSource.Measurement),
            Check.AtLeast("share of seeds better at p = 0.25", Paired.Wins(quarter, batch), 0.8, BandSource.Measurement),
            Check.AtLeast("mean accuracy at p = 0.5 above p = 1", Paired.Gain(accuracies[2], batch), 0, BandSource.Paper),
            Check.Between("p of the best mean accuracy", best, 0, 0.5, BandSource.Measurement),
        ])
        {
            Figures = [new NamedFigure("accuracy", Draw(accuracies))],
        };
    }

    private Figure Draw(double[][] accuracies) => new()
    {
        Description = $"Test accuracy on {data} after tuning on few labels, along the probability p of the batch's statistics.",
        Panels =
        [
            new Panel
            {
                Title = $"{data}: accuracy after tuning, mean over {accuracies[0].Length} seeds",
                X = new Axis("probability p of the batch's statistics"),
                Y = new Axis("test accuracy"),
                Marks =
                [
                    new Line([.. accuracies.Select((seeds, i) => (_probabilities[i], seeds.Average()))], IsFaint: true),
                    new Dots([.. accuracies.Select((seeds, i) => (_probabilities[i], seeds.Average(), Measurement.Mean(seeds).StandardError))]),
                    new Rule(accuracies[^1].Average(), "batch norm"),
                ],
            },
        ],
    };
}
