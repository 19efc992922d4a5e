using Basin.Analysis.Advice;
using Basin.Analysis.Estimators;
using Basin.Analysis.Regularization;
using Basin.Analysis.Stability;
using Basin.Models.Losses;

namespace Basin.Analysis.Tests.Advice;

public sealed class AdviserTests
{
    /// <summary>A rule, numbers under which it speaks, what it then says, and numbers nearby under which it does not.</summary>
    public sealed record Row(string Rule, AdviceInputs Speaks, string Says, AdviceInputs Silent)
    {
        public override string ToString() => Rule;
    }

    public static TheoryData<Row> Rows { get; } =
    [
        new Row("unstable", Judged(0.25, StabilityVerdict.Unstable), "lower η below 0.2, or raise the batch to 64.", Judged(0.1, StabilityVerdict.Stable)),
        new Row("undecided", Judged(0.19, StabilityVerdict.Undecided), "undecided. Measure more.", Judged(0.1, StabilityVerdict.Stable)),
        new Row("near the limit", Judged(0.18, StabilityVerdict.Stable), "90 % of the learning rate 0.2 at which SGD leaves: a curvature higher by 11 %", Judged(0.15, StabilityVerdict.Stable)),
        new Row("room above", Judged(0.02, StabilityVerdict.Stable), "10 times as large, 0.2,", Judged(0.05, StabilityVerdict.Stable)),
        new Row("label noise past its domain", Noisy(0.5), "R is infinite here", Noisy(0.1)),
        new Row("label noise too weak", Noisy(0.1, sigma: 0.01), "adds 1.27e-06 to the loss where the batches add 0.0223", Noisy(0.1, sigma: 1)),
        new Row("label noise beyond the trace", Noisy(0.45), "times ¼ tr", Noisy(0.1)),
        new Row("scaling becomes unstable", Judged(0.05, StabilityVerdict.Stable) with { Regularization = Regularized(0.05) }, "works up to a batch of about", Judged(0.25, StabilityVerdict.Unstable) with { Regularization = Regularized(0.25) }),
        new Row("batch above the noise scale", Scaled(12, 1), "batch of 16 is above the noise scale of 12 examples", Scaled(15, 1)),
        new Row("batch far below the noise scale", Scaled(400, 20), "The noise scale is 400 examples, 25 times the batch", Scaled(400, 125)),
        new Row("the gradient term leads", Terms(gradient: 4), "The gradient term 0.1 is above the noise term", Terms(gradient: 0.04)),
    ];

    [Theory]
    [MemberData(nameof(Rows), DisableDiscoveryEnumeration = true)]
    public void A_rule_speaks_when_its_numbers_do_and_is_silent_otherwise(Row row)
    {
        var rule = Adviser.Rules.Single(rule => rule.Name == row.Rule);
        Assert.Contains(row.Says, rule.Say(row.Speaks), StringComparison.Ordinal);
        Assert.Null(rule.Say(row.Silent));
        Assert.Null(rule.Say(new AdviceInputs()));
    }

    [Fact]
    public void Every_rule_has_a_row() =>
        Assert.Equal(Adviser.Rules.Select(rule => rule.Name).Order(StringComparer.Ordinal), Rows.Select(row => row.Data.Rule).Order(StringComparer.Ordinal));

    [Fact]
    public void Nothing_known_is_nothing_said_and_five_sentences_are_the_most()
    {
        Assert.Empty(Adviser.Of(new AdviceInputs()));
        var everything = Judged(0.02, StabilityVerdict.Stable) with { Regularization = Noisy(0.45).Regularization, NoiseScale = new Estimate(4000, 1, 0) };
        Assert.InRange(Adviser.Of(everything).Length, 2, Adviser.MostSentences);
        Assert.All(Adviser.Of(everything), sentence => Assert.EndsWith(".", sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void Past_the_full_batch_limit_no_batch_is_recommended() =>
        Assert.EndsWith("lower η below 0.2.", Adviser.Of(Judged(0.7, StabilityVerdict.Unstable))[0], StringComparison.Ordinal);

    private static AdviceInputs Judged(double rate, StabilityVerdict verdict) => new() { Stability = Report(rate, verdict) };

    private static AdviceInputs Scaled(double scale, double error) =>
        Judged(0.1, StabilityVerdict.Stable) with { NoiseScale = new Estimate(scale, error, 0), Regularization = Regularized(0.1) };

    private static AdviceInputs Noisy(double rate, double sigma = 1) => new() { Regularization = Regularized(rate, sigma) };

    private static AdviceInputs Terms(double gradient) => new() { Regularization = Regularized(0.1, gradient: gradient) };

    // λ_max = 4, and a trace of 4.6 mostly from it.
    private static ImplicitRegularization Regularized(double rate, double? sigma = null, double gradient = 0.04)
    {
        double[] spectrum = [4, 0.5, 0.1];
        var settings = new RegularizationSettings { LearningRate = rate, Batch = 10, Examples = 1000, Loss = LossKind.SquaredError, LabelNoise = sigma };
        return ImplicitRegularization.Of(settings, new RegularizationInputs
        {
            GradientSquare = new Estimate(gradient, 0, 0),
            NoiseTrace = new Estimate(9, 0.3, 0),
            Trace = new Estimate(spectrum.Sum(), 0.05, 0),
            Sharpness = new Estimate(4, 0, 0),
            TraceOf = f => new Estimate(spectrum.Sum(f), 0, 0),
            Stability = Report(rate, StabilityVerdict.Stable),
        });
    }

    private static StabilityReport Report(double rate, StabilityVerdict verdict) => new()
    {
        Verdict = verdict,
        LearningRate = rate,
        Batch = 16,
        Momentum = 0,
        Nesterov = false,
        Replacement = false,
        CriticalLearningRate = new CriticalLearningRate { Value = 0.2, Kind = CriticalLearningRateKind.Exact, Lower = 0.2, Upper = 0.2, Bounds = [] },
        FullBatchLimit = 0.5,
        ByBatch = [.. new[] { 1, 4, 16, 64, 256 }.Select(batch => new BatchLimit(batch, 0.5 * batch / (batch + 24.0), CriticalLearningRateKind.Exact))],
        Assumptions = [],
        WhatWouldSettleIt = verdict == StabilityVerdict.Undecided ? "Measure more." : null,
    };
}
