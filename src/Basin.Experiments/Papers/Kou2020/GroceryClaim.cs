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
        ClaimParameter.Count("pretraining-epochs", "passes over 10,000 photographs of CIFAR-10", 10) with { Quick = 3 },
        new("per-class", "labelled photographs a class, of the six there are", 6) { Minimum = 1, Maximum = 6, IsWhole = true },
        new("batch", "examples a step of tuning, B; at most all that is labelled", 16) { Minimum = 2, Maximum = 486, IsWhole = true },
        ClaimParameter.Count("grocery-steps", "steps of tuning; the rate falls to a tenth at two thirds", 300) with { Quick = 100 },
        ClaimParameter.Positive("lr", "learning rate of tuning, η", 0.01),
        ClaimParameter.Positive("head-lr-scale", "the last layer's multiple of η", 10),
    ];

    /// <inheritdoc/>
    public override SeedCount Seeds => new(6, 2);

    /// <inheritdoc/>
    public override string? Data => DataCatalog.List().Any(entry => entry.Name == Source && entry.IsPresent) ? Target : Source;

    /// <inheritdoc/>
    public override ClaimOutcome Run(ClaimContext context)
    {
        var start = ResidualNetworks.Pretrain(context, new PhotographSettings(context.Count("pretraining-epochs")));
        var all = DataSets.Open<float>(new DataSetOptions { Path = Target });
        var labelled = Enumerable.Range(0, all.Train.Count).GroupBy(all.Train.Class).SelectMany(group => group.Take(context.Count("per-class")));
        var data = new DataSplit<float>(all.Train.Subset([.. labelled.Order()]), all.Test);
        double[] probabilities = [1, context["p"], 0];
        var runs = probabilities.SelectMany(_ => Enumerable.Range(0, context.Seeds), (p, index) => (Probability: p, Seed: context.Seed.Derive("seed", index))).ToArray();
        var accuracies = context.ForEach(runs, run => ResidualNetworks.Tune(
            context, data, start, new GrocerySettings(run.Probability, context.Count("grocery-steps"), Math.Min(context.Count("batch"), data.Train.Count), context["lr"], context["head-lr-scale"]), run.Seed));
        var byProbability = accuracies.Chunk(context.Seeds).ToArray();
        var gain = Paired.Gain(byProbability[1], byProbability[0]);
        return new ClaimOutcome([
            Check.AtLeast("mean accuracy with stochastic norm above batch norm, at least two standard errors", gain, 2 * gain.StandardError, BandSource.Paper),
        ])
        {
            Figures = [new NamedFigure("accuracy", Bars.Draw(
                "Test accuracy on 81 classes of groceries after pre-training on CIFAR-10.", "groceries after CIFAR-10",
                ["batch norm, p = 1", FormattableString.Invariant($"p = {probabilities[1]}"), "p = 0"], [("groceries", byProbability)]))],
        };
    }
}
