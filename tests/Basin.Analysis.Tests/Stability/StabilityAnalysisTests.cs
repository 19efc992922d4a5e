using Basin.Analysis.Estimators;
using Basin.Analysis.Stability;

namespace Basin.Analysis.Tests.Stability;

public sealed class StabilityAnalysisTests
{
    [Fact]
    public void The_exact_analysis_says_stable_below_the_threshold_and_how_fast_it_goes_above()
    {
        using var curvature = Examples.Linear().Curvature();
        var options = new StabilityOptions { Batch = 4, SquaredError = true };
        var open = StabilityAnalysis.At(curvature, options);
        Assert.Equal(StabilityVerdict.Unknown, open.Verdict);
        Assert.Null(open.GrowthPerStep);
        var critical = open.CriticalLearningRate;
        Assert.Equal(CriticalLearningRateKind.Exact, critical.Kind);
        Assert.Equal(2 / curvature.Eigenvalues[0], open.FullBatchLimit, 12);

        var below = StabilityAnalysis.At(curvature, options with { LearningRate = 0.95 * critical.Value });
        Assert.Equal(StabilityVerdict.Stable, below.Verdict);
        Assert.InRange(below.GrowthPerStep!.Value, 0.9, 1);
        Assert.Null(below.DoublingSteps);
        Assert.Null(below.WhatWouldSettleIt);

        var above = StabilityAnalysis.At(curvature, options with { LearningRate = 1.1 * critical.Value });
        Assert.Equal(StabilityVerdict.Unstable, above.Verdict);
        Assert.Equal(2, Math.Pow(above.GrowthPerStep!.Value, above.DoublingSteps!.Value), 9);
        Assert.Equal([1, 2, 4, 8, 16, 32, 40], above.ByBatch.Select(limit => limit.Batch));
        var rates = above.ByBatch.Select(limit => limit.CriticalLearningRate).ToArray();
        Assert.Equal(rates.Order(), rates);
        Assert.Equal(above.FullBatchLimit, rates[^1], 12);
        Assert.Equal(critical.Value, rates[2], 7);
    }

    [Fact]
    public void An_alignment_measured_is_shown_by_its_bound_and_decides_nothing()
    {
        // One dominant eigenvalue: no floor is known that would be proof.
        using var curvature = Examples.RandomFeatures(4000).Curvature();
        var options = new StabilityOptions { Batch = 4, Replacement = true };
        var critical = StabilityAnalysis.At(curvature, options).CriticalLearningRate.Value;
        var report = StabilityAnalysis.At(curvature, options with { LearningRate = 0.95 * critical }, new Estimate(100, 0, 0));
        var bound = report.CriticalLearningRate.Bounds.Single(bound => bound.Kind == StabilityBoundKind.Alignment);
        Assert.False(bound.Proven);
        Assert.InRange(bound.LearningRate.Value, 0, 0.5 * critical);
        Assert.Equal(StabilityVerdict.Stable, report.Verdict);
    }

    [Fact]
    public void A_Hessian_sharper_than_its_Gauss_Newton_part_counts()
    {
        using var curvature = Examples.Linear().Curvature();
        var options = new StabilityOptions { Batch = 40, LearningRate = 0.9 * 2 / curvature.Eigenvalues[0] };
        Assert.Equal(StabilityVerdict.Stable, StabilityAnalysis.At(curvature, options).Verdict);
        var sharper = StabilityAnalysis.At(curvature, options with { Sharpness = new Estimate(1.5 * curvature.Eigenvalues[0], 1e-6, 10) });
        Assert.Equal(StabilityVerdict.Unstable, sharper.Verdict);
        Assert.Contains(sharper.Assumptions, sentence => sentence.Contains("misses the rest", StringComparison.Ordinal));
        Assert.Contains(sharper.Assumptions, sentence => sentence.Contains("an approximation", StringComparison.Ordinal));
        Assert.Equal(StabilityVerdict.Stable, StabilityAnalysis.At(curvature, options with { Sharpness = new Estimate(-1, 1e-6, 10) }).Verdict);
    }

    // λ₁ = 1, tr = 10, mean ‖Hᵢ‖_F² = 200, sharpest example 16, B = 8 with replacement: between 2/(7/8 + 2) and the least necessary bound.
    [Theory]
    [InlineData(0.6, 0.0, StabilityVerdict.Stable, null)]
    [InlineData(0.72, 0.0, StabilityVerdict.Undecided, "lies between 0.6957, below which SGD is stable, and 0.7477")]
    [InlineData(0.8, 0.0, StabilityVerdict.Unstable, null)]
    [InlineData(0.8, 20.0, StabilityVerdict.Undecided, "within the error of the least necessary bound 0.7477")]
    [InlineData(1.9, 20.0, StabilityVerdict.Undecided, "within the error of the least necessary bound 0.7477")]
    [InlineData(2.1, 20.0, StabilityVerdict.Unstable, null)]
    public void Bounds_decide_where_they_can(double rate, double error, StabilityVerdict verdict, string? advice)
    {
        var moments = new CurvatureMoments
        {
            Largest = new Estimate(1, 0, 0),
            Trace = new Estimate(10, error / 2, 0),
            FrobeniusNorm = new Estimate(2, 0, 0),
            ExampleSquares = new Estimate(186, 0, 0),
            LargestExample = 16,
        };
        var report = StabilityAnalysis.At(moments, 10_000, new StabilityOptions { Batch = 8, Replacement = true, LearningRate = rate });
        Assert.Equal(verdict, report.Verdict);
        Assert.Equal(CriticalLearningRateKind.Bound, report.CriticalLearningRate.Kind);
        if (advice is null) Assert.Null(report.WhatWouldSettleIt);
        else Assert.Contains(advice, report.WhatWouldSettleIt, StringComparison.Ordinal);
    }

    [Fact]
    public void An_uncertain_sharpness_leaves_the_full_batch_limit_open()
    {
        var moments = new CurvatureMoments { Largest = new Estimate(1, 0.05, 0), LargestExample = 1 };
        var report = StabilityAnalysis.At(moments, 100, new StabilityOptions { Batch = 100, LearningRate = 1.95 });
        Assert.Equal(StabilityVerdict.Undecided, report.Verdict);
        Assert.Contains("smaller tolerance on the sharpness", report.WhatWouldSettleIt, StringComparison.Ordinal);
    }

    [Fact]
    public void The_part_of_a_larger_set_is_drawn_from_the_whole()
    {
        using var curvature = Examples.Linear().Curvature();
        var options = new StabilityOptions { Batch = 40 };
        Assert.Equal(StabilityAnalysis.At(curvature, options).FullBatchLimit, StabilityAnalysis.At(curvature, options).CriticalLearningRate.Value, 9);
        var part = StabilityAnalysis.At(curvature, options with { ExamplesAvailable = 4000 });
        Assert.InRange(part.CriticalLearningRate.Value, 0, 0.9 * part.FullBatchLimit);
        Assert.Equal(4000, part.ByBatch[^1].Batch);
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Contains("Momentum must be in", Assert.Throws<ArgumentOutOfRangeException>(() => new StabilityOptions { Batch = 1, Momentum = 1 }).Message, StringComparison.Ordinal);
        Assert.Contains("at least 1 example", Assert.Throws<ArgumentOutOfRangeException>(() => new StabilityOptions { Batch = 0 }).Message, StringComparison.Ordinal);
        Assert.Contains("finite and above 0", Assert.Throws<ArgumentOutOfRangeException>(() => new StabilityOptions { Batch = 1, LearningRate = double.NaN }).Message, StringComparison.Ordinal);
    }
}
