using System.Collections.Immutable;
using Basin.Numerics.Random;
using Basin.Training.Theory.TwoPatterns;

namespace Basin.Experiments.Papers.Li2019;

/// <summary>One run on the two patterns, looked at along the way.</summary>
/// <param name="Points">In order; the last is where it stopped.</param>
/// <param name="BeforeAnnealing">The last point at the large rate; the first of all when there was none.</param>
internal sealed record PatternRun(ImmutableArray<PatternPoint> Points, PatternPoint BeforeAnnealing)
{
    /// <summary>Where it stopped.</summary>
    public PatternPoint End => Points[^1];

    /// <summary>Runs it on one thread.</summary>
    /// <param name="settings">What to do.</param>
    /// <param name="seed">Runs with one seed see the same data and begin at the same point.</param>
    /// <param name="cancellationToken">Looked at every step.</param>
    public static PatternRun Of(PatternSettings settings, Seed seed, CancellationToken cancellationToken)
    {
        var test = settings.Test;
        var train = new TwoPatternData(settings.Data, settings.OnlyFirst, settings.Both, settings.OnlySecond, seed.Stream("train"));
        var first = new TwoPatternData(settings.Data, test, 0, 0, seed.Stream("test", 0));
        var second = new TwoPatternData(settings.Data, 0, 0, test, seed.Stream("test", 1));
        var both = new TwoPatternData(settings.Data, 0, test, 0, seed.Stream("test", 2));
        var network = new BlockNetwork(settings.Data, settings.Network, seed.Stream("init"));
        var descent = new NoisyDescent(settings.Descent, seed.Stream("noise"));
        var points = ImmutableArray.CreateBuilder<PatternPoint>();
        points.Add(Look());
        var before = points[0];
        while (descent.Step < settings.Descent.MaxSteps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            descent.Take(network, train);
            var isAnnealing = descent.Step == settings.Descent.AnnealAt;
            if (!isAnnealing && descent.Step % settings.Descent.LookEvery != 0 && descent.Step < settings.Descent.MaxSteps) continue;
            points.Add(Look());
            if (isAnnealing) before = points[^1];
            else if (descent.IsAnnealed && points[^1].Loss <= settings.Descent.StopLoss) break;
        }

        return new PatternRun(points.ToImmutable(), before);

        PatternPoint Look() => new(descent.Step, network.Loss(train), network.Accuracy(first), network.Accuracy(second), network.Accuracy(both));
    }
}
