using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Li2019;

/// <summary>Runs with the large rate first and with the small rate from the start, in pairs that share data and beginning.</summary>
/// <param name="LargeThenSmall">One run a seed.</param>
/// <param name="Small">The same seeds.</param>
internal sealed record Pairs(ImmutableArray<PatternRun> LargeThenSmall, ImmutableArray<PatternRun> Small)
{
    /// <summary>Runs them, or finds them where another claim has.</summary>
    public static Pairs Of(ClaimContext context)
    {
        var settings = PatternParameters.LargeThenSmall(context, context["parameter-noise"]);
        return context.Share((settings, context.Seeds, context.Seed), _ =>
        {
            var small = settings with { Descent = settings.Descent with { AnnealAt = 0 } };
            var runs = context.ForEachSeed((_, seed) => (
                PatternRun.Of(settings, seed, context.CancellationToken),
                PatternRun.Of(small, seed, context.CancellationToken)));
            return new Pairs([.. runs.Select(run => run.Item1)], [.. runs.Select(run => run.Item2)]);
        });
    }
}
