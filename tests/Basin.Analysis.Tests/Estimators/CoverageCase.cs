using Basin.Analysis.Estimators;
using Basin.Numerics.Random;

namespace Basin.Analysis.Tests.Estimators;

/// <summary>An estimator of one or more quantities whose truth is known.</summary>
/// <param name="Name">What tests call it.</param>
/// <param name="Estimate">From a random stream to an estimate of each quantity.</param>
/// <param name="Truth">The quantities.</param>
public sealed record CoverageCase(string Name, Func<RandomSource, Estimate[]> Estimate, double[] Truth)
{
    /// <summary>For each quantity the share of intervals that hold the truth, and the error of the mean in its own standard errors.</summary>
    public (double Coverage, double MeanError)[] Run(int repeats)
    {
        Estimate[][] estimates = [.. Enumerable.Range(0, repeats).Select(i => Estimate(new Seed(23).Stream("probes", i)))];
        return [.. Truth.Select((truth, q) =>
        {
            double[] values = [.. estimates.Select(row => row[q].Value)];
            var mean = values.Average();
            var error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (repeats - 1) / repeats);
            return (estimates.Average(row => Math.Abs(row[q].Value - truth) <= 1.96 * row[q].StandardError ? 1.0 : 0.0), (mean - truth) / error);
        })];
    }

    public override string ToString() => Name;
}
