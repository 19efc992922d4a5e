using Basin.Numerics.Random;
using Basin.Training.Theory.DiagonalLinear;

namespace Basin.Experiments.Papers.Pesme2021;

/// <summary>SGD against gradient descent on the same draws.</summary>
internal static class Contest
{
    /// <summary>Steps between looks at the exact loss: ∫L then differs by about 1 % from looking at every step, and costs as much as the steps.</summary>
    public const int LossEvery = 8;

    /// <summary>Runs it, or takes it from a claim that did.</summary>
    public static ContestSeed[] Of(ClaimContext context, ContestSettings settings) =>
        context.Share(settings, s => context.ForEachSeed((_, seed) => Run(s, seed, context.CancellationToken)));

    /// <summary>The seeds that did not diverge, and a check that few did.</summary>
    public static (ContestSeed[] Finished, Check Share) Finished(ContestSeed[] seeds)
    {
        ContestSeed[] finished = [.. seeds.Where(seed => seed.Finished)];
        return (finished, Check.AtLeast("share of seeds that did not diverge", Measurement.Share([.. seeds.Select(seed => seed.Finished)]), 0.9, BandSource.Measurement));
    }

    /// <summary>SGD alone.</summary>
    public static DiagonalRun Sgd(SparseRegression<double> problem, double[] scale, DiagonalOptions options, Seed seed, CancellationToken cancellationToken)
    {
        using var network = new DiagonalNetwork<double>(problem, scale);
        return DiagonalSgd.Run(network, options with { LossEvery = LossEvery }, seed, cancellationToken);
    }

    /// <summary>Gradient descent alone.</summary>
    public static DiagonalRun Descent(SparseRegression<double> problem, double[] scale, DiagonalOptions options, CancellationToken cancellationToken)
    {
        using var network = new DiagonalNetwork<double>(problem, scale);
        return DiagonalDescent.Run(network, options, cancellationToken);
    }

    private static ContestSeed Run(ContestSettings settings, Seed seed, CancellationToken cancellationToken)
    {
        using var problem = SparseRegression<double>.Draw(settings.Regression, seed);
        var (scale, options) = (settings.Scale, new DiagonalOptions { LearningRate = settings.Gamma });
        var minimum = HypentropyMinimum.Of(problem);
        var descent = Descent(problem, scale, options, cancellationToken);
        var sgd = Sgd(problem, scale, options, seed, cancellationToken);
        var expected = Error(minimum.Find(scale));
        if (sgd.Stop == DiagonalStop.Diverged) return new ContestSeed(descent, sgd, sgd, expected, double.NaN);
        var shrunk = Hypentropy.ShrunkScale(problem, scale, settings.Gamma, sgd.IntegratedLoss);
        return new ContestSeed(descent, sgd, Descent(problem, shrunk, options, cancellationToken), expected, Error(minimum.Find(shrunk)));

        double Error(double[]? coefficients) => coefficients is null ? double.NaN : problem.SquaredError(coefficients);
    }
}
