using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Smith2021;

/// <summary>An epoch of SGD on the small nonlinear problem, by enumeration.</summary>
internal static class TanhEpoch
{
    /// <summary>What decides the problem and the rates.</summary>
    public static ImmutableArray<ClaimParameter> Parameters { get; } =
    [
        ClaimParameter.Positive("rate", "the largest learning rate ε", 0.04),
        ClaimParameter.Count("halvings", "how often it is halved", 7) with { Maximum = 8 },
        ClaimParameter.Count("batches", "the batches of an epoch, m, of two examples each", 4, 2) with { Maximum = 5 },
        ClaimParameter.Count("dimension", "the dimension of w", 3) with { Maximum = 20 },
    ];

    /// <summary>The problem of a claim's parameters.</summary>
    public static TanhRegression Problem(ClaimContext context) => new(2 * context.Count("batches"), context.Count("dimension"), context.Seed);

    /// <summary>Pairs of neighbours.</summary>
    public static int[][] Pairs(TanhRegression problem) => [.. Enumerable.Range(0, problem.Examples / 2).Select(j => new[] { 2 * j, (2 * j) + 1 })];

    /// <summary>The mean of w over ways through an epoch, and the root of its mean square distance from there.</summary>
    public static (double[] Mean, double Deviation) Run(TanhRegression problem, int[][] batches, IEnumerable<int[]> orders, double rate)
    {
        double[][] ends = [.. orders.Select(order => End(problem, batches, order, rate))];
        double[] mean = [.. Enumerable.Range(0, problem.Dimension).Select(i => ends.Average(end => end[i]))];
        return (mean, Math.Sqrt(ends.Average(end => Math.Pow(ErrorCurve.Distance(end, mean), 2))));
    }

    private static double[] End(TanhRegression problem, int[][] batches, int[] order, double rate)
    {
        var (point, gradient) = ((double[])problem.Start.Clone(), new double[problem.Dimension]);
        foreach (var batch in order)
        {
            problem.Gradient(batches[batch], point, gradient);
            for (var i = 0; i < point.Length; i++) point[i] -= rate * gradient[i];
        }

        return point;
    }
}
