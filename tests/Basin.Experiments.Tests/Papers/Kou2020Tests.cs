using Basin.Experiments.Papers;

namespace Basin.Experiments.Tests.Papers;

public sealed class Kou2020Tests
{
    [Theory]
    [InlineData("layer", 1)]
    [InlineData("probability-synth", 4)]
    public void A_claim_passes_with_few_seeds(string claim, int seeds)
    {
        using var folder = new Folder();
        var result = ReproduceJob.Run(
            new ReproduceOptions { Target = $"kou2020/{claim}", Seeds = seeds, Threads = 2, Folder = folder["out"] },
            cancellationToken: TestContext.Current.CancellationToken).Papers[0].Claims[0];
        Assert.NotEmpty(result.Checks);
        Assert.All(result.Checks, check => Assert.True(check.Passed, $"{check.What}: {check.Measured}"));
    }
}
