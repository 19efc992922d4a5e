using System.Collections.Immutable;
using Basin.Experiments.Papers;
using Basin.Experiments.Papers.Damian2021;
using Basin.Models;

namespace Basin.Experiments.Tests.Papers;

public sealed class Damian2021Tests
{
    public static TheoryData<string, int, Dictionary<string, double>> Table => new()
    {
        { "regularizer-limits", 1, [] },
        { "regularizer-limits", 1, new() { ["sharpness"] = 50, ["decay"] = 0.3 } },
        { "stationary-covariance", 1, new() { ["chains"] = 800 } },
        { "hitting-times", 1, new() { ["runs"] = 200 } },
        { "hitting-times", 1, new() { ["runs"] = 200, ["eta"] = 0.1, ["sigma"] = 0.2, ["batch"] = 4, ["momentum"] = 0.5 } },
        { "prediction-variance", 1, new() { ["runs"] = 2048, ["steps"] = 6000 } },
        { "table-of-losses", 1, [] },
        { "table-of-losses", 1, new() { ["flip"] = 0.4 } },
        { "label-flips", 1, new() { ["runs"] = 100 } },
        { "weighted-lasso", 1, new() { ["steps"] = 300_000 } },
        { "flat-regression", 1, [] },
        { "flat-classification", 1, new() { ["adversarial-steps"] = 2000, ["full-batch-steps"] = 3000, ["steps"] = 20_000 } },
        { "learning-rates", 1, new() { ["adversarial-steps"] = 1000, ["full-batch-steps"] = 2000, ["steps"] = 10_000 } },
    };

    [Theory, MemberData(nameof(Table))]
    public void The_claim_reproduces_with_few_seeds(string claim, int seeds, Dictionary<string, double> values)
    {
        var result = Run(claim, seeds, values);
        Assert.All(result.Checks, check => Assert.True(check.Passed, $"{check.What}: {check.Measured}, expected {check.Low} to {check.High}"));
    }

    [Fact]
    public void A_learning_rate_past_the_limit_is_refused()
    {
        var error = Assert.Throws<BadInputException>(() => Run("hitting-times", 1, new() { ["eta"] = 0.5 }));
        Assert.Contains("below 2(1 + β)/λ₁ = 0.4706", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ranks_are_correlated_as_by_hand()
    {
        // Ranks 0, 1, 2.5, 2.5 against 3, 2, 1, 0.
        Assert.Equal(-4.5 / Math.Sqrt(4.5 * 5), RankCorrelation.Of([1, 2, 5, 5], [9, 7, 3, 1]), 1e-14);
        Assert.Equal(1, RankCorrelation.Of([1, 10, 100], [0, 0.1, 0.2]), 1e-14);
    }

    [Fact]
    public void The_Lyapunov_equation_is_solved()
    {
        // One dimension with momentum: S = λ/(2 − ηh/(1 + β)) for C = h.
        var (eta, beta, h) = (0.3, 0.6, 2.0);
        Assert.Equal(eta / (1 - beta) / (2 - (eta * h / (1 + beta))), MatrixAlgebra.Lyapunov([h], [h], 1, eta, beta)[0], 1e-13);
    }

    private static ClaimResult Run(string claim, int seeds, Dictionary<string, double> values)
    {
        using var folder = new Folder();
        var options = new ReproduceOptions { Target = $"damian2021/{claim}", Seeds = seeds, Values = values.ToImmutableSortedDictionary(), Threads = 2, Folder = folder.Path };
        return ReproduceJob.Run(options, cancellationToken: TestContext.Current.CancellationToken).Papers[0].Claims[0];
    }
}
