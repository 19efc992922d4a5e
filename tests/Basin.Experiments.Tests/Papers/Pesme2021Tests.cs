using System.Collections.Immutable;
using Basin.Experiments.Papers;

namespace Basin.Experiments.Tests.Papers;

public sealed class Pesme2021Tests
{
    [Theory]
    [InlineData("sgd-beats-gd", 20)]
    [InlineData("gradient-flow-bias", 2)]
    [InlineData("stochastic-flow-bias", 8)]
    [InlineData("effective-scale", 20)]
    [InlineData("larger-steps", 12)]
    [InlineData("lazy-regime", 4)]
    [InlineData("label-noise", 8)]
    public void The_claim_reproduces_with_few_seeds(string claim, int seeds)
    {
        var result = Run(claim, new ReproduceOptions { Seeds = seeds });
        Assert.All(result.Checks, check => Assert.True(check.Passed, $"{check.What}: {check.Measured}, expected {check.Low} to {check.High}"));
        Assert.NotEmpty(result.Figures);
    }

    [Fact]
    public void Other_settings_are_held_against_closed_forms_alone()
    {
        var result = Run("sgd-beats-gd", new ReproduceOptions { Seeds = 4, Values = new Dictionary<string, double> { ["gamma"] = 0.03, ["alpha"] = 0.2 }.ToImmutableSortedDictionary() });
        Assert.True(result.Passed);
        Assert.DoesNotContain(result.Checks, check => check.What.StartsWith("mean", StringComparison.Ordinal));
    }

    private static ClaimResult Run(string claim, ReproduceOptions options)
    {
        using var folder = new Folder();
        return ReproduceJob.Run(options with { Target = $"pesme2021/{claim}", Threads = 2, Folder = folder.Path }, cancellationToken: TestContext.Current.CancellationToken).Papers[0].Claims[0];
    }
}
