using System.Collections.Immutable;
using Basin.Models;
using Basin.Numerics.Random;

namespace Basin.Experiments.Papers.Smith2021;

/// <summary>Many runs of SGD on the small nonlinear problem, batches and their order drawn anew each epoch.</summary>
/// <remarks>Every run has a twin that goes through the same batches backwards, which cancels most of what the order does to the mean of both.</remarks>
/// <param name="Mean">The mean of w over the runs.</param>
/// <param name="Deviation">The root of the mean square distance of a run from the mean.</param>
/// <param name="StandardError">The root of the mean square error of the mean, all directions together, from the spread of the twins' means.</param>
internal sealed record TanhRuns(double[] Mean, double Deviation, double StandardError)
{
    // A block of twins is one piece of work with a stream of its own.
    private const int Block = 250;

    /// <summary>What decides the problem, the time and the runs.</summary>
    public static ImmutableArray<ClaimParameter> Parameters(int runs, int quick) =>
    [
        ClaimParameter.Positive("rate", "the largest learning rate ε", 0.1),
        ClaimParameter.Count("examples", "the examples N", 8, 2) with { Maximum = 100 },
        ClaimParameter.Count("batch", "the batch size B, a divisor of N", 2) with { Maximum = 100 },
        ClaimParameter.Count("dimension", "the dimension of w", 3) with { Maximum = 20 },
        ClaimParameter.Count("epochs", "the fixed time, in epochs at the largest rate", 10),
        ClaimParameter.Count("runs", "runs averaged over", runs, 2 * Block) with { Quick = quick },
    ];

    /// <summary>Runs some epochs many times.</summary>
    /// <param name="context">Says B and the number of runs.</param>
    /// <param name="problem">What is descended.</param>
    /// <param name="rate">ε.</param>
    /// <param name="penalty">λ of the explicit penalty (λ/4)‖∇Ĉ‖².</param>
    /// <param name="epochs">How long.</param>
    public static TanhRuns Run(ClaimContext context, TanhRegression problem, double rate, double penalty, int epochs)
    {
        var (batch, blocks) = (context.Count("batch"), context.Count("runs") / (2 * Block));
        if (problem.Examples % batch != 0)
            throw BadInputException.At("--set batch", $"{batch}", $"a divisor of the {problem.Examples} examples", "The mean over batches of different sizes is not the loss.");
        var seed = context.Seed.Derive("runs", BitConverter.DoubleToInt64Bits(rate) ^ BitConverter.DoubleToInt64Bits(penalty));
        var ends = context.ForEach(Enumerable.Range(0, blocks).ToArray(), block => RunBlock(problem, batch, rate, penalty, epochs, seed.Stream("block", block)));
        (double[] Forward, double[] Backward)[] twins = [.. ends.SelectMany(block => block)];
        double[][] middles = [.. twins.Select(twin => twin.Forward.Zip(twin.Backward, (x, y) => (x + y) / 2).ToArray())];
        double[] mean = [.. Enumerable.Range(0, problem.Dimension).Select(i => middles.Average(middle => middle[i]))];
        double Square(double[] point) => Math.Pow(ErrorCurve.Distance(point, mean), 2);
        return new TanhRuns(
            mean,
            Math.Sqrt(twins.Average(twin => (Square(twin.Forward) + Square(twin.Backward)) / 2)),
            Math.Sqrt(middles.Average(Square) / middles.Length));
    }

    private static (double[] Forward, double[] Backward)[] RunBlock(TanhRegression problem, int batch, double rate, double penalty, int epochs, RandomSource chance)
    {
        var order = Enumerable.Range(0, problem.Examples).ToArray();
        double[] gradient = new double[problem.Dimension], product = new double[problem.Dimension];
        var ends = new (double[] Forward, double[] Backward)[Block];
        foreach (ref var twin in ends.AsSpan())
        {
            twin = ((double[])problem.Start.Clone(), (double[])problem.Start.Clone());
            for (var epoch = 0; epoch < epochs; epoch++)
            {
                chance.Shuffle<int>(order);
                for (var start = 0; start < order.Length; start += batch)
                {
                    Step(order.AsSpan(start, batch), twin.Forward);
                    Step(order.AsSpan(order.Length - batch - start, batch), twin.Backward);
                }
            }
        }

        return ends;

        void Step(ReadOnlySpan<int> indices, double[] point)
        {
            problem.Gradient(indices, point, gradient);
            if (penalty != 0) problem.HessianProduct(indices, point, gradient, product);
            for (var i = 0; i < point.Length; i++) point[i] -= rate * (gradient[i] + (penalty / 2 * product[i]));
        }
    }
}
