using System.Collections.Immutable;
using Basin.Experiments.Papers;

namespace Basin.Experiments.Tests.Papers;

public sealed class Wu2022Tests
{
    [Theory]
    [InlineData("gaussian-threshold", "paths", 20_000)]
    [InlineData("moment-recursion", "paths", 100_000)]
    [InlineData("predicted-divergence", "paths", 16)]
    [InlineData("stability-bound", "steps", 30)]
    [InlineData("linear-alignment", "samples", 200_000)]
    [InlineData("width-independence", "draws", 6)]
    [InlineData("alignment-along-training", "batch", 4)]
    [InlineData("escape", "steps", 2000)]
    public void The_claim_reproduces_in_small(string claim, string parameter, double value)
    {
        using var folder = new Folder();
        var options = new ReproduceOptions
        {
            Target = $"wu2022/{claim}",
            Seeds = 1,
            Threads = 2,
            Folder = folder.Path,
            Values = new Dictionary<string, double> { [parameter] = value }.ToImmutableSortedDictionary(),
        };
        var result = ReproduceJob.Run(options, cancellationToken: TestContext.Current.CancellationToken).Papers[0].Claims[0];
        Assert.All(result.Checks, check => Assert.True(check.Passed, $"{check.What}: {check.Measured}, expected {check.Low} to {check.High}"));
    }
}
