using System.Collections.Immutable;
using System.Numerics;
using Basin.Analysis.Estimators;
using Basin.Models;

namespace Basin.Analysis.Stability;

/// <summary>Judges whether SGD can stay at a point: exactly from all examples' curvatures, or by bounds from a few numbers.</summary>
public static class StabilityAnalysis
{
    // An error bar is taken at two standard errors.
    private const double Confidence = 2;

    /// <summary>Judges an objective's point: exactly where that is within the limits of the options, else by bounds.</summary>
    /// <param name="objective">At its point.</param>
    /// <param name="options">The settings of the training, and what the answer may cost.</param>
    /// <param name="measured">What is known already; null for nothing.</param>
    /// <param name="cancellationToken">Checked once a shard or product.</param>
    /// <remarks>The exact analysis costs about k gradients and the arithmetic of <see cref="StabilityCost"/>; bounds cost about k + 2 gradients.</remarks>
    public static StabilityReport Of<T>(
        Objective<T> objective, StabilityOptions options, MeasuredCurvature<T>? measured = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var cost = StabilityCost.Of(objective.Examples, objective.Outputs, objective.ParameterCount, options.Rule is { Nesterov: true, IsPlain: false });
        if (!objective.MixesExamples && cost.Flops <= options.MaxFlops && cost.Bytes <= options.MaxBytes)
        {
            using var curvature = CurvatureMeasurement.Exact(objective, options, cancellationToken);
            return At(curvature, options, measured?.Alignment, cancellationToken);
        }

        var moments = CurvatureMeasurement.Moments(objective, options, measured ?? new MeasuredCurvature<T>(), cancellationToken);
        var report = At(moments, objective.Examples, options);
        return report with
        {
            Assumptions = report.Assumptions.Add(objective.MixesExamples
                ? "Batch norm takes its statistics from the batch, so that no example has a curvature of its own: only the full-batch limit is known. Freeze the statistics to learn more."
                : $"The exact threshold would take {cost.Flops:g2} operations and {cost.Bytes / (1 << 30):g2} GiB; the limits are {options.MaxFlops:g2} and {options.MaxBytes / (double)(1 << 30):g2} GiB."),
        };
    }

    /// <summary>Judges from every example's curvature: the exact threshold.</summary>
    /// <param name="curvature">The examples.</param>
    /// <param name="options">The settings of the training.</param>
    /// <param name="alignment">μ measured at the point, for its bound; null where it is not known.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    public static StabilityReport At(SampleCurvature curvature, StabilityOptions options, Estimate? alignment = null, CancellationToken cancellationToken = default)
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
        var moments = curvature.Moments() with { Alignment = alignment };
        var error = Confidence * critical.StandardError;
        return Judge(options, moments, curvature.Examples, examples, new CriticalLearningRate
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
        return Judge(options, moments, examples, available, Enclose(moments, options.Draw(options.Batch, available), options.Rule)) with { ByBatch = [.. byBatch] };
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

    private static StabilityReport Judge(StabilityOptions options, CurvatureMoments moments, int measured, int examples, CriticalLearningRate critical)
    {
        // A Hessian without positive curvature, far from any minimum, sets no limit of its own.
        var sharpness = options.Sharpness is { Value: > 0 } known ? known : moments.Largest;
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
            Assumptions = StabilitySentences.Assumptions(options, moments, measured, examples, critical.Kind),
            WhatWouldSettleIt = verdict == StabilityVerdict.Undecided ? StabilitySentences.WhatWouldSettle(options, critical, full, fullError) : null,
        };
    }
}
