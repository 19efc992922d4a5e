using Basin.Experiments.Papers;

namespace Basin.Experiments.Tests.Papers;

/// <summary>Each claim as it is, with as few seeds and steps as its bands allow.</summary>
public sealed class Mobahi2020Tests
{
    [Theory]
    [InlineData("bounds", 5)]
    [InlineData("identities", 5)]
    [InlineData("interpolation", 1)]
    [InlineData("sine", 100)]
    [InlineData("tolerance", 100)]
    [InlineData("sparsification", 20)]
    [InlineData("kernel-digits", 2)]
    [InlineData("kernel-synth", 2)]
    [InlineData("label-noise", 2)]
    [InlineData("networks", 4)]
    [InlineData("network-decay", 2)]
    public void Reproduces(string claim, int seeds)
    {
        PaperData.Require($"mobahi2020/{claim}");
        using var folder = new Folder();
        var options = new ReproduceOptions { Target = $"mobahi2020/{claim}", Seeds = seeds, IsQuick = true, Threads = 2, Folder = folder["out"] };
        var result = Assert.Single(ReproduceJob.Run(options, cancellationToken: TestContext.Current.CancellationToken).Papers[0].Claims);
        Assert.All(result.Checks, check => Assert.True(check.Passed, $"{check.What}: {check.Measured}, expected {check.Low} to {check.High}"));
        Assert.True(result.Passed);
    }
}
