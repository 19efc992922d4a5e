using System.Collections.Immutable;

namespace Basin.Analysis.Stability;

/// <summary>What a verdict rests on and what would settle it, in words.</summary>
internal static class StabilitySentences
{
    public static ImmutableArray<string> Assumptions(StabilityOptions options, CurvatureMoments moments, int measured, int examples, CriticalLearningRateKind kind)
    {
        var sentences = ImmutableArray.CreateBuilder<string>();
        sentences.Add("Stable means that the mean square distance stays bounded for SGD on the network linearised at this point, in the directions that change an output.");
        sentences.Add(options.SquaredError
            ? "For squared error each example's curvature is that of its Jacobian, without approximation."
            : "For this loss each example's curvature is its Gauss-Newton matrix with the loss's output Hessian held at its value here: an approximation.");
        sentences.Add(options.Replacement
            ? "Batches are drawn with replacement."
            : "Batches are drawn without replacement, those of different steps independently of each other.");
        if (options.Batch > examples && !options.Replacement) sentences.Add($"A batch of {options.Batch} is more than the {examples} examples: it is taken as all of them.");
        if (options.Sharpness is { } sharpness && Math.Abs(sharpness.Value - moments.Largest.Value) > 0.1 * sharpness.Value)
        {
            sentences.Add(
                $"The Hessian's sharpness is {sharpness.Value:g4}, the Gauss-Newton matrix's {moments.Largest.Value:g4}: the linearised network misses the rest, " +
                "which only the full-batch limit counts.");
        }

        if (measured < examples) sentences.Add($"The curvature is that of {measured} of the {examples} examples.");
        if (kind == CriticalLearningRateKind.Bound) sentences.Add("The threshold is enclosed by bounds, not computed.");
        return sentences.ToImmutable();
    }

    public static string WhatWouldSettle(StabilityOptions options, CriticalLearningRate critical, double full, double fullError)
    {
        var rate = options.LearningRate!.Value;
        if (Math.Abs(rate - full) <= fullError)
            return $"η = {rate:g4} is within the error of the full-batch limit {full:g4} ± {fullError:g2}: a smaller tolerance on the sharpness would settle it.";
        if (critical.Kind == CriticalLearningRateKind.Exact)
            return $"η = {rate:g6} is within the error of the critical learning rate {critical.Value:g6}: no measurement here can settle it, and a change of a few per cent would.";
        if (rate > critical.Value)
            return $"η = {rate:g4} is within the error of the least necessary bound {critical.Value:g4}: more probes, or the exact threshold on fewer examples, would settle it.";
        return critical.Lower > 0
            ? $"η = {rate:g4} lies between {critical.Lower:g4}, below which SGD is stable, and {critical.Value:g4}, above which it is not: the exact threshold, on fewer examples or with a higher limit on its cost, would settle it."
            : $"η = {rate:g4} is below the least necessary bound {critical.Value:g4}, and nothing shows that it is stable: the exact threshold, on fewer examples or with a higher limit on its cost, would settle it.";
    }
}
