using System.Collections.Immutable;
using Basin.Analysis.Regularization;
using Basin.Analysis.Stability;
using Basin.Numerics.Random;

namespace Basin.Experiments.Papers.Damian2021;

/// <summary>The covariance around a minimum, in closed form, by its equation and by simulation.</summary>
internal sealed class StationaryNoise : Claim
{
    public override string Id => "stationary-covariance";

    public override string Statement => "Around a minimum, label noise keeps up the covariance λ(2I − ηH/(1 + β))⁻¹; noise of any covariance keeps up the solution of the Lyapunov equation.";

    public override string Place => "lemma 1, sections 5.2 and 5.3";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        ClaimParameter.Positive("eta", "η, the learning rate", 0.4),
        new("momentum", "β of the heavy ball", 0.9) { Minimum = 0, Maximum = 0.99 },
        ClaimParameter.Positive("sigma", "σ of the label noise", 0.5),
        ClaimParameter.Count("batch", "B, the batch size", 4),
        ClaimParameter.Positive("sharpness", "largest eigenvalue of the Hessian; below 2(1 + β)/η", 3),
        ClaimParameter.Count("dimension", "number of parameters", 5),
        ClaimParameter.Count("chains", "chains simulated", 4000) with { Quick = 2000 },
        ClaimParameter.Count("steps", "steps of each that are averaged", 2000),
    ];

    public override ClaimOutcome Run(ClaimContext context)
    {
        var (n, eta, rule) = (context.Count("dimension"), context["eta"], new MomentumRule(context["momentum"], false));
        var (hessian, noise) = (RandomMatrix(context.Seed.Stream("hessian"), n), RandomMatrix(context.Seed.Stream("noise"), n));
        Scale(hessian, context["sharpness"] / MatrixAlgebra.Eigen(hessian, n).Values[^1]);
        var sharpness = context["sharpness"];
        if (!(sharpness < rule.FullBatchLimit(eta)))
            throw Models.BadInputException.At("--set sharpness", $"{sharpness}", $"below 2(1 + β)/η = {rule.FullBatchLimit(eta):g4}", "Past it nothing is stationary.");

        // Label noise: C = (σ²/B)·H.
        var label = hessian.Select(x => x * context["sigma"] * context["sigma"] / context.Count("batch")).ToArray();
        var lambda = eta * context["sigma"] * context["sigma"] / (context.Count("batch") * (1 - rule.Beta));
        var closed = MatrixAlgebra.Apply(hessian, n, h => lambda / (2 - (eta * h / (1 + rule.Beta))));
        var general = MatrixAlgebra.Lyapunov(hessian, noise, n, eta, rule.Beta);
        var chains = new LinearChains(hessian, noise, n, eta, rule.Beta);
        var simulated = Average(context, chains, n);
        return new ClaimOutcome(
        [
            Check.AtMost("label noise: closed form against the Lyapunov equation, relative error", MatrixAlgebra.Distance(closed, MatrixAlgebra.Lyapunov(hessian, label, n, eta, rule.Beta)), 1e-12, BandSource.ClosedForm),
            Check.AtMost("any noise: eigenvectors against the Lyapunov equation, relative error", MatrixAlgebra.Distance(StationaryCovariance.Of(hessian, noise, n, eta, rule), general), 1e-12, BandSource.ClosedForm),
            Check.AtMost("any noise: simulation against the Lyapunov equation, relative error", MatrixAlgebra.Distance(simulated, general), 0.01, BandSource.ClosedForm),
        ]);
    }

    // In groups that run side by side; their number is fixed, so that the result does not depend on threads.
    private static double[] Average(ClaimContext context, LinearChains chains, int n)
    {
        const int groups = 16;
        var count = (context.Count("chains") + groups - 1) / groups;
        var sums = context.ForEach(Enumerable.Range(0, groups).ToArray(), group => chains.Average(count, context.Count("steps"), context.Seed.Stream("chains", group), context.CancellationToken));
        var mean = new double[n * n];
        foreach (var sum in sums)
            for (var i = 0; i < mean.Length; i++) mean[i] += sum[i] / groups;
        return mean;
    }

    /// <summary>A Gram matrix of twice as many Gaussian vectors: positive definite, far from diagonal.</summary>
    private static double[] RandomMatrix(RandomSource random, int n)
    {
        var (vectors, matrix) = (new double[2 * n * n], new double[n * n]);
        random.FillGaussian<double>(vectors);
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                for (var v = 0; v < 2 * n; v++) matrix[(i * n) + j] += vectors[(v * n) + i] * vectors[(v * n) + j] / (2 * n);
        return matrix;
    }

    private static void Scale(double[] matrix, double factor)
    {
        for (var i = 0; i < matrix.Length; i++) matrix[i] *= factor;
    }
}
