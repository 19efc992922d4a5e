using System.Collections.Immutable;
using Basin.Analysis.Estimators;

namespace Basin.Analysis.Stability;

/// <summary>Judges whether SGD can stay at a point: exactly from all examples' curvatures, or by bounds from a few numbers.</summary>
public static class StabilityAnalysis
{
    // An error bar is taken at two standard errors.
    private const double Confidence = 2;

    /// <summary>Judges from every example's curvature: the exact threshold.</summary>
    /// <param name="curvature">The examples.</param>
    /// <param name="options">The settings of the training.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    public static StabilityReport At(SampleCurvature curvature, StabilityOptions options, CancellationToken cancellationToken = default)
    {
        var examples = options.ExamplesAvailable ?? curvature.Examples;
        var draw = options.Draw(options.Batch, examples);
        using var analysis = new MeanSquare(curvature, options.Rule, options.Seed, options.Workers);
        var byBatch = ImmutableArray.CreateBuilder<BatchLimit>();
        foreach (var batch in BatchDraw.Doublings(examples))
        {
            var limit = analysis.CriticalLearningRate(options.Draw(batch, examples), cancellationToken).Value;
            byBatch.Add(new BatchLimit(batch, limit, CriticalLearningRateKind.Exact));
        }

        var critical = analysis.CriticalLearningRate(draw, cancellationToken);
        double? growth = options.LearningRate is { } rate ? analysis.Growth(draw, rate, cancellationToken) : null;
        var moments = curvature.Moments();
        var error = Confidence * critical.StandardError;
        return Judge(options, moments, examples, new CriticalLearningRate
        {
            Value = critical.Value,
            Kind = CriticalLearningRateKind.Exact,
            Lower = critical.Value - error,
            Upper = critical.Value + error,
            Bounds = StabilityBounds.Of(moments, draw, options.Rule),
        }) with
        {
            ByBatch = byBatch.ToImmutable(),
            GrowthPerStep = growth,
            DoublingSteps = growth > 1 ? Math.Log(2) / Math.Log(growth.Value) : null,
        };
    }

    /// <summary>Judges from a few numbers: the threshold enclosed by bounds.</summary>
    /// <param name="moments">The numbers, with their errors.</param>
    /// <param name="examples">n, the examples they were measured on.</param>
    /// <param name="options">The settings of the training.</param>
    public static StabilityReport At(CurvatureMoments moments, int examples, StabilityOptions options)
    {
        var available = options.ExamplesAvailable ?? examples;
        var byBatch = BatchDraw.Doublings(available)
            .Select(batch => new BatchLimit(batch, Enclose(moments, options.Draw(batch, available), options.Rule).Value, CriticalLearningRateKind.Bound));
        return Judge(options, moments, available, Enclose(moments, options.Draw(options.Batch, available), options.Rule)) with { ByBatch = [.. byBatch] };
    }

    private static CriticalLearningRate Enclose(CurvatureMoments moments, BatchDraw draw, MomentumRule rule)
    {
        var bounds = StabilityBounds.Of(moments, draw, rule);
        var necessary = bounds.Where(bound => bound is { Proven: true, IsSufficient: false }).Select(bound => bound.LearningRate).ToArray();
        var sufficient = bounds.Where(bound => bound is { Proven: true, IsSufficient: true }).Select(bound => bound.LearningRate).ToArray();
        return new CriticalLearningRate
        {
            Value = necessary.Min(bound => bound.Value),
            Kind = CriticalLearningRateKind.Bound,
            Lower = sufficient.Length == 0 ? 0 : sufficient.Max(bound => bound.Value - (Confidence * bound.StandardError)),
            Upper = necessary.Min(bound => bound.Value + (Confidence * bound.StandardError)),
            Bounds = bounds,
        };
    }

    private static StabilityReport Judge(StabilityOptions options, CurvatureMoments moments, int examples, CriticalLearningRate critical)
    {
        var sharpness = options.Sharpness ?? moments.Largest;
        var full = options.Rule.FullBatchLimit(sharpness.Value);
        var fullError = full * Confidence * sharpness.StandardError / sharpness.Value;
        var verdict = options.LearningRate is not { } rate ? StabilityVerdict.Unknown
            : rate > critical.Upper || rate > full + fullError ? StabilityVerdict.Unstable
            : rate < critical.Lower && rate < full - fullError ? StabilityVerdict.Stable
            : StabilityVerdict.Undecided;
        return new StabilityReport
        {
            Verdict = verdict,
            LearningRate = options.LearningRate,
            Batch = options.Batch,
            Momentum = options.Momentum,
            Nesterov = options.Nesterov,
            Replacement = options.Replacement,
            CriticalLearningRate = critical,
            FullBatchLimit = full,
            ByBatch = [],
            Assumptions = StabilitySentences.Assumptions(options, moments, examples, critical.Kind),
            WhatWouldSettleIt = verdict == StabilityVerdict.Undecided ? StabilitySentences.WhatWouldSettle(options, critical, full, fullError) : null,
        };
    }
}
