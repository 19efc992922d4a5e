using System.Collections.Immutable;
using Basin.Models.Data;

namespace Basin.Experiments.Papers.Kou2020;

/// <summary>Photographs of groceries in 81 classes of six, after CIFAR-10.</summary>
internal sealed class GroceryClaim : Claim
{
    private const string Target = "grocery32", Source = "cifar10";

    /// <inheritdoc/>
    public override string Id => "grocery";

    /// <inheritdoc/>
    public override string Statement => "A residual network pre-trained on photographs is tuned on few examples of fine classes better with stochastic norm than with batch norm.";

    /// <inheritdoc/>
    public override string Place => "Table 1, on a smaller scale";

    /// <inheritdoc/>
    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        ClaimParameter.Fraction("p", "probability of the batch's statistics", 0.5),
        ClaimParameter.Count("pretraining-epochs", "passes over 10,000 photographs of CIFAR-10", 3),
        new("batch", "examples a step of tuning, B", 48) { Minimum = 2, Maximum = 486, IsWhole = true },
        ClaimParameter.Count("grocery-steps", "steps of tuning; the rate falls to a tenth at two thirds", 100),
        ClaimParameter.Positive("lr", "learning rate of tuning, η", 0.01),
        ClaimParameter.Positive("head-lr-scale", "the last layer's multiple of η", 10),
    ];

    /// <inheritdoc/>
    public override SeedCount Seeds => new(2, 2);

    /// <inheritdoc/>
    public override string? Data => DataCatalog.List().Any(entry => entry.Name == Source && entry.IsPresent) ? Target : Source;

    /// <inheritdoc/>
    public override ClaimOutcome Run(ClaimContext context)
    {
        var start = ResidualNetworks.Pretrain(context, new PhotographSettings(context.Count("pretraining-epochs")));
        var data = DataSets.Open<float>(new DataSetOptions { Path = Target });
        double[] probabilities = [1, context["p"], 0];
        var runs = probabilities.SelectMany(_ => Enumerable.Range(0, context.Seeds), (p, index) => (Probability: p, Seed: context.Seed.Derive("seed", index))).ToArray();
        var accuracies = context.ForEach(runs, run => ResidualNetworks.Tune(
            context, data, start, new GrocerySettings(run.Probability, context.Count("grocery-steps"), context.Count("batch"), context["lr"], context["head-lr-scale"]), run.Seed));
        var byProbability = accuracies.Chunk(context.Seeds).ToArray();
        return new ClaimOutcome([
            Check.AtLeast("mean accuracy with stochastic norm above batch norm", Paired.Gain(byProbability[1], byProbability[0]), 0, BandSource.Paper),
        ])
        {
            Figures = [new NamedFigure("accuracy", Bars.Draw(
                "Test accuracy on 81 classes of groceries after pre-training on CIFAR-10.", "groceries after CIFAR-10",
                ["batch norm, p = 1", FormattableString.Invariant($"p = {probabilities[1]}"), "p = 0"], [("groceries", byProbability)]))],
        };
    }
}
