using System.Collections.Immutable;
using Basin.Experiments.Papers;
using Basin.Models;

namespace Basin.Experiments.Tests.Papers;

public sealed class Smith2021Tests
{
    private static readonly ImmutableSortedDictionary<string, double> _none = ImmutableSortedDictionary<string, double>.Empty;

    [Theory]
    [InlineData("mean-path", 1)]
    [InlineData("nonlinear", 1)]
    [InlineData("substeps", 1)]
    [InlineData("batch-composition", 1)]
    [InlineData("with-replacement", 1)]
    [InlineData("descent-invariant", 1)]
    [InlineData("explicit-penalty", 8)]
    [InlineData("large-rate", 24)]
    [InlineData("generalization-synth", 8)]
    [InlineData("linear-scaling", 8)]
    public void The_claim_reproduces_with_few_seeds(string claim, int seeds)
    {
        PaperData.Require($"smith2021/{claim}");
        var result = Run(claim, new ReproduceOptions { Seeds = seeds, IsQuick = true });
        Assert.All(result.Checks, check => Assert.True(check.Passed, $"{check.What}: {check.Measured}, expected {check.Low} to {check.High}"));
    }

    [Theory]
    [InlineData("fixed-time", 10_000)]
    [InlineData("explicit-equals-implicit", 4_000)]
    public void The_claim_reproduces_with_few_runs(string claim, double runs)
    {
        var result = Run(claim, new ReproduceOptions { Values = _none.Add("runs", runs) });
        Assert.All(result.Checks, check => Assert.True(check.Passed, $"{check.What}: {check.Measured}, expected {check.Low} to {check.High}"));
    }

    [Theory]
    [InlineData("mean-path", "batches", 3, "dimension", 5)]
    [InlineData("nonlinear", "batches", 3, "dimension", 2)]
    [InlineData("with-replacement", "batches", 3, "dimension", 2)]
    [InlineData("batch-composition", "examples", 11, "dimension", 4)]
    public void Exact_claims_hold_for_other_problems(string claim, string first, double one, string second, double two)
    {
        for (var seed = 2UL; seed < 4; seed++)
            Assert.True(Run(claim, new ReproduceOptions { Seed = seed, Values = _none.Add(first, one).Add(second, two) }).Passed, $"seed {seed}");
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var options = new ReproduceOptions { Values = _none.Add("runs", 2000) };
        Assert.Equal(Run("fixed-time", options, threads: 1).Checks, Run("fixed-time", options, threads: 3).Checks);
    }

    [Fact]
    public void Batches_that_do_not_part_the_examples_are_refused() =>
        Assert.Contains("a divisor of the 8 examples", Assert.Throws<BadInputException>(() => Run("fixed-time", new ReproduceOptions { Values = _none.Add("batch", 3) })).Message, StringComparison.Ordinal);

    private static ClaimResult Run(string claim, ReproduceOptions options, int threads = 2)
    {
        using var folder = new Folder();
        return ReproduceJob.Run(options with { Target = $"smith2021/{claim}", Threads = threads, Folder = folder["out"] }, cancellationToken: TestContext.Current.CancellationToken).Papers[0].Claims[0];
    }
}
