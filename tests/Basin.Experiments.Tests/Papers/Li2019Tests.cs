using System.Collections.Immutable;
using Basin.Experiments.Papers;

namespace Basin.Experiments.Tests.Papers;

public sealed class Li2019Tests
{
    [Theory]
    [InlineData("long-patterns", 3)]
    [InlineData("patterns", 10)]
    public void A_claim_passes_with_few_seeds(string claim, int seeds)
    {
        using var folder = new Folder();
        var result = Run(folder, claim, seeds, []);
        Assert.All(result.Checks, check => Assert.True(check.Passed, $"{check.What}: {check.Measured}"));
    }

    [Fact]
    public void The_spread_of_weights_is_that_of_the_formula()
    {
        // A stronger decay relaxes sooner, to the same numbers.
        using var folder = new Folder();
        var result = Run(folder, "stationarity", 1, new() { ["weight-decay"] = 5e-3, ["weights"] = 4000 });
        Assert.All(result.Checks.Take(2), check => Assert.True(check.Passed, $"{check.What}: {check.Measured}"));
    }

    [Fact]
    public void More_examples_of_single_kinds_than_there_are_is_refused()
    {
        using var folder = new Folder();
        var error = Assert.Throws<Models.BadInputException>(() => Run(folder, "large-then-small", 1, new() { ["only-first"] = 500, ["only-second"] = 101 }));
        Assert.Contains("500 + 101 examples with one pattern", error.Message, StringComparison.Ordinal);
    }

    private static ClaimResult Run(Folder folder, string claim, int seeds, Dictionary<string, double> values) => ReproduceJob.Run(
        new ReproduceOptions { Target = $"li2019/{claim}", Seeds = seeds, Threads = 2, Values = values.ToImmutableSortedDictionary(), Folder = folder["out"] },
        cancellationToken: TestContext.Current.CancellationToken).Papers[0].Claims[0];
}
