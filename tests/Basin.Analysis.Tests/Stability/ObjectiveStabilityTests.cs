using Basin.Analysis.Estimators;
using Basin.Analysis.Operators;
using Basin.Analysis.Stability;
using Basin.Models;
using Basin.Models.Layers;
using Basin.Models.Networks;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Testing.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Basin.Analysis.Tests.Stability;

/// <summary>From an objective to a verdict, against dense matrices by hyper-dual numbers.</summary>
public sealed class ObjectiveStabilityTests
{
    public static TheoryData<NetworkCase> Cases => [.. NetworkCases.All.Where(network => !network.Sampled)];

    private static StabilityOptions Options => new() { Batch = 2, LearningRate = 0.01 };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void The_exact_threshold_and_every_bound_agree_with_dense_matrices(NetworkCase network)
    {
        using var objective = At(network);
        if (objective.MixesExamples)
        {
            var limited = StabilityAnalysis.Of(objective, Options);
            Assert.Equal([StabilityBoundKind.FullBatch], limited.CriticalLearningRate.Bounds.Select(bound => bound.Kind));
            Assert.Contains("Freeze the statistics", limited.Assumptions[^1], StringComparison.Ordinal);
            return;
        }

        var dense = DenseDerivatives.Of(network);
        var hessians = dense.Jacobians.Zip(dense.OutputHessians, (jacobian, output) => jacobian.TransposeThisAndMultiply(output) * jacobian).ToArray();
        var exact = StabilityAnalysis.Of(objective, Options);
        Assert.Equal(CriticalLearningRateKind.Exact, exact.CriticalLearningRate.Kind);
        Assert.Equal(1, exact.CriticalLearningRate.Value / Threshold(hessians, new BatchDraw(2, objective.Examples, false).NoiseFactor), 7);

        // The same bounds by products and by rows.
        var top = Lanczos.Solve(new GaussNewton<double>(objective), new LanczosOptions { Top = 1, Tolerance = 1e-9 }, new Seed(1).Stream("top"));
        var measured = new MeasuredCurvature<double> { GaussNewton = top, FrobeniusNorm = new Estimate(dense.GaussNewton.FrobeniusNorm(), 0, 0) };
        var enclosed = StabilityAnalysis.Of(objective, Options with { MaxFlops = 0 }, measured);
        Assert.Equal(CriticalLearningRateKind.Bound, enclosed.CriticalLearningRate.Kind);
        Assert.InRange(exact.CriticalLearningRate.Value, enclosed.CriticalLearningRate.Lower, enclosed.CriticalLearningRate.Upper);
        var byRows = exact.CriticalLearningRate.Bounds.ToDictionary(bound => bound.Kind, bound => bound.LearningRate.Value);
        foreach (var bound in enclosed.CriticalLearningRate.Bounds) Assert.Equal(1, bound.LearningRate.Value / byRows[bound.Kind], 7);
        foreach (var kind in new[] { StabilityBoundKind.FullBatch, StabilityBoundKind.TopDirection, StabilityBoundKind.Trace, StabilityBoundKind.LargestExample })
            Assert.Contains(enclosed.CriticalLearningRate.Bounds, bound => bound.Kind == kind);
        Assert.Contains("The exact threshold would take", enclosed.Assumptions[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Float32_comes_near_float64()
    {
        var network = NetworkCases.All.First();
        using var objective = At(network);
        var model = new Model<float>(Single(), network.Loss);
        var source = network.Data(network.Model());
        var data = new Models.Data.DataSet<float>(
            source.Name, source.ExampleShape, [.. source.Inputs.ToArray().Select(x => (float)x)], [.. source.TargetValues.ToArray().Select(x => (float)x)], source.Targets, "made by the test");
        using var single = new Objective<float>(model, data);
        single.MoveTo([.. objective.Parameters.ToArray().Select(x => (float)x)]);
        var expected = StabilityAnalysis.Of(objective, Options).CriticalLearningRate.Value;
        Assert.Equal(1, StabilityAnalysis.Of(single, Options).CriticalLearningRate.Value / expected, 4);
    }

    [Fact]
    public void A_part_of_the_examples_gives_bounds_with_errors_and_none_on_the_sharpest()
    {
        var network = NetworkCases.All.First();
        using var objective = At(network);
        var report = StabilityAnalysis.Of(objective, Options with { MaxFlops = 0, ExamplesAvailable = 700 });
        Assert.DoesNotContain(report.CriticalLearningRate.Bounds, bound => bound.IsSufficient);
        Assert.True(report.CriticalLearningRate.Bounds.Single(bound => bound.Kind == StabilityBoundKind.TopDirection).LearningRate.StandardError > 0);
        Assert.Contains(report.Assumptions, sentence => sentence.Contains("7 of the 700 examples", StringComparison.Ordinal));
        Assert.Equal(0, report.CriticalLearningRate.Lower);
    }

    private static Network<float> Single() => Mlp.Create<float>(new Numerics.Graphs.Shape(4), 3, [5, 3], Activation.Tanh);

    private static Objective<double> At(NetworkCase network)
    {
        var model = network.Model();
        var objective = new Objective<double>(model, network.Data(model), new ObjectiveOptions { BatchNorm = network.BatchNorm, ShardSize = 4 });
        objective.MoveTo(network.Point(model));
        return objective;
    }

    // 2/λ_max(C†D), written out in the eigenvectors of G where it is not zero.
    private static double Threshold(Matrix<double>[] hessians, double q)
    {
        var mean = hessians.Aggregate((a, b) => a + b) / hessians.Length;
        var eigen = mean.Evd(Symmetricity.Symmetric);
        int[] kept = [.. Enumerable.Range(0, mean.RowCount).Where(i => eigen.EigenValues[i].Real > 1e-11 * eigen.EigenValues[^1].Real)];
        var basis = Matrix<double>.Build.DenseOfColumnVectors(kept.Select(i => eigen.EigenVectors.Column(i)));
        double[] values = [.. kept.Select(i => eigen.EigenValues[i].Real)];
        var r = values.Length;

        // On symmetric matrices, by power steps from the identity: λ_max belongs to a positive matrix.
        var turned = hessians.Select(hessian => basis.Transpose() * hessian * basis).ToArray();
        var weights = Matrix<double>.Build.Dense(r, r, (a, b) => Math.Sqrt(2 / (values[a] + values[b])));
        var x = Matrix<double>.Build.DenseIdentity(r);
        var largest = 0.0;
        for (var t = 0; t < 3000; t++)
        {
            var inner = weights.PointwiseMultiply(x);
            var image = turned.Aggregate(0 * inner, (sum, hessian) => sum + (hessian * inner * hessian)) * (q / hessians.Length);
            image += (1 - q) * Matrix<double>.Build.Dense(r, r, (a, b) => values[a] * values[b] * inner[a, b]);
            x = weights.PointwiseMultiply(image);
            var norm = x.FrobeniusNorm();
            x /= norm;
            if (Math.Abs(norm - largest) < 1e-13 * norm) break;
            largest = norm;
        }

        return 2 / largest;
    }
}
