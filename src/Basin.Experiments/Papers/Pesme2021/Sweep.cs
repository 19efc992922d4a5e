using Basin.Numerics.Random;
using Basin.Training.Theory.DiagonalLinear;

namespace Basin.Experiments.Papers.Pesme2021;

/// <summary>Shared by claims that follow one parameter.</summary>
internal static class Sweep
{
    /// <summary>Runs something on every seed's regression.</summary>
    public static TResult[] ForEachProblem<TResult>(ClaimContext context, Func<SparseRegression<double>, Seed, TResult> run)
    {
        var options = ContestSettings.RegressionOf(context);
        return context.ForEachSeed((_, seed) =>
        {
            using var problem = SparseRegression<double>.Draw(options, seed);
            return run(problem, seed);
        });
    }

    /// <summary>Means over seeds of one number a setting: <c>values[seed][setting]</c>.</summary>
    public static Measurement[] Means(IReadOnlyList<double[]> values) =>
        [.. Enumerable.Range(0, values[0].Length).Select(i => Measurement.Mean([.. values.Select(seed => seed[i])]))];

    /// <summary>Whether every number is below the one before it.</summary>
    public static bool Falls(IReadOnlyList<Measurement> values) => Enumerable.Range(1, values.Count - 1).All(i => values[i].Value < values[i - 1].Value);

    /// <summary>Whether every number is above the one before it.</summary>
    public static bool Rises(IReadOnlyList<Measurement> values) => Enumerable.Range(1, values.Count - 1).All(i => values[i].Value > values[i - 1].Value);

    /// <summary>Points with error bars.</summary>
    public static IEnumerable<(double X, double Y, double Error)> Points(IReadOnlyList<double> x, IReadOnlyList<Measurement> y) =>
        x.Zip(y, (at, value) => (at, value.Value, value.StandardError));
}
