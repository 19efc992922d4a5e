using Basin.Analysis.Estimators;
using Basin.Analysis.Inspection;
using Basin.Analysis.Noise;
using Basin.Analysis.Operators;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Testing.LinearAlgebra;
using Basin.Testing.Networks;

namespace Basin.Analysis.Tests.Noise;

/// <summary>Every measure against dense float64 matrices that have seen no plan.</summary>
public sealed class NoiseMeasuresTests
{
    private static readonly string[] Networks = ["mlp-tanh", "mlp-softplus, squared error", "mlp-gelu, logistic", "batch norm, frozen", "transformer", "examples moved aside"];

    public static TheoryData<NetworkCase> Cases => [.. NetworkCases.All.Where(network => Networks.Contains(network.Name))];

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Agrees_with_dense_matrices_in_the_sample_space(NetworkCase network) =>
        AgreesWithDense(network, new NoiseOptions { TopK = 3 }, 1e-8);

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Agrees_with_dense_matrices_by_the_Gram_matrix_and_each_example_once(NetworkCase network) =>
        AgreesWithDense(network, new NoiseOptions { TopK = 3, ExactOutputs = 0, Probes = 200 }, 1e-8);

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Agrees_with_dense_matrices_by_products_alone(NetworkCase network) =>
        AgreesWithDense(network, new NoiseOptions { TopK = 3, ExactOutputs = 0, GramExamples = 0, Probes = 200 }, 1e-6);

    [Theory]
    [InlineData("mlp-tanh")]
    [InlineData("mlp-softplus, squared error")]
    [InlineData("batch norm, frozen")]
    [InlineData("transformer")]
    public void Estimates_are_within_three_standard_errors_over_twenty_seeds(string name)
    {
        const int Seeds = 20;
        using var objective = At(name, 80, out var gradient, out var loss);
        var exact = Flat(NoiseMeasures.Of(objective, gradient, loss, new NoiseOptions()));
        Assert.All(exact.Values, estimate => Assert.Equal(0, estimate.StandardError));
        var pairs = Lanczos.Solve(new GaussNewton<double>(objective), new LanczosOptions { Top = 5 }, new Seed(1).Stream("pairs"));
        var found = Enumerable.Range(0, Seeds).Select(seed =>
        {
            var options = new NoiseOptions { ExactOutputs = 0, GramExamples = 0, Probes = 50, Draws = 64, RelativeTolerance = 0, Seed = new Seed((ulong)seed) };
            return Flat(NoiseMeasures.Of(objective, gradient, loss, options, new KnownCurvature<double>(pairs)));
        }).ToArray();
        foreach (var (measure, truth) in exact)
        {
            // One in 370 normal numbers lies outside of three standard errors: of 20 seeds one may. Their mean is unbiased.
            double[] away = [.. found.Select(estimates => Math.Abs(estimates[measure].Value - truth.Value) / ((1e-9 * truth.Value) + estimates[measure].StandardError))];
            Assert.True(away.Count(z => z > 3) <= 1 && away.Max() < 5, $"{measure}: {string.Join(' ', away.Order().TakeLast(3))} standard errors");
            var error = Math.Sqrt(found.Sum(estimates => Math.Pow(estimates[measure].StandardError, 2))) / Seeds;
            Assert.Equal(truth.Value, found.Average(estimates => estimates[measure].Value), (4 * error) + (1e-9 * truth.Value));
        }
    }

    [Fact]
    public void Known_eigenpairs_of_the_curvature_leave_less_to_draw_and_change_nothing_else()
    {
        using var objective = At("transformer", 60, out var gradient, out var loss);
        var exact = NoiseMeasures.Of(objective, gradient, loss, new NoiseOptions()).Alignment!.NoiseCurvature.Value;
        var pairs = Lanczos.Solve(new GaussNewton<double>(objective), new LanczosOptions { Top = 4 }, new Seed(1).Stream("pairs"));
        var plain = NoiseMeasures.Of(objective, gradient, loss, Sampled(3)).Alignment!.NoiseCurvature;
        var helped = NoiseMeasures.Of(objective, gradient, loss, Sampled(3), new KnownCurvature<double>(pairs)).Alignment!.NoiseCurvature;
        Assert.True(helped.StandardError < 0.3 * plain.StandardError, $"{helped} against {plain}");
        Assert.InRange(exact, helped.Value - (3 * helped.StandardError), helped.Value + (3 * helped.StandardError));
    }

    [Fact]
    public void The_noise_along_known_eigenvectors_is_that_of_the_covariance()
    {
        using var objective = At("transformer", 60, out var gradient, out var loss);
        var pairs = Lanczos.Solve(new GaussNewton<double>(objective), new LanczosOptions { Top = 4 }, new Seed(1).Stream("pairs"));
        var directions = NoiseMeasures.Of(objective, gradient, loss, Sampled(3), new KnownCurvature<double>(pairs)).Directions;
        var covariance = new NoiseCovariance<double>(objective);
        var product = new double[objective.ParameterCount];
        Assert.Equal(4, directions.Length);
        for (var i = 0; i < directions.Length; i++)
        {
            covariance.Multiply(pairs.TopVectors[i], product);
            var along = Vectors.Dot<double>(pairs.TopVectors[i], product);
            Assert.Equal(along, directions[i].Noise.Value, 1e-9 * along);
            Assert.Equal((pairs.Top[i].Value, 0.0), (directions[i].Curvature.Value, directions[i].Noise.StandardError));
        }

        Assert.Empty(NoiseMeasures.Of(objective, gradient, loss, Sampled(3)).Directions);
    }

    [Fact]
    public void Known_moments_of_the_curvature_are_taken()
    {
        using var objective = At("mlp-tanh", 60, out var gradient, out var loss);
        var moments = Hutchinson.TraceAndFrobenius(new GaussNewton<double>(objective), new ProbeOptions(), new Seed(1).Stream("moments"));
        var told = NoiseMeasures.Of(objective, gradient, loss, Sampled(3), new KnownCurvature<double>(Moments: moments)).Alignment!;
        var own = NoiseMeasures.Of(objective, gradient, loss, Sampled(3)).Alignment!;
        var curvature = told.NoiseCurvature;
        Assert.Equal(curvature, own.NoiseCurvature);
        Assert.Equal(curvature.Value / (2 * loss * Math.Pow(moments.FrobeniusNorm.Value, 2)), told.Value.Value, 1e-12 * told.Value.Value);
        Assert.NotEqual(own.Value, told.Value);
    }

    [Fact]
    public void Single_precision_is_single_precision()
    {
        using var exact = At("mlp-tanh", 60, out var gradient, out var loss);
        var expected = Flat(NoiseMeasures.Of(exact, gradient, loss, new NoiseOptions()));
        var network = Mlp.Create<float>(new Numerics.Graphs.Shape(4), 3, [5, 3], Models.Layers.Activation.Tanh);
        var data = new DataSet<float>("same", exact.Data.ExampleShape, [.. exact.Data.Inputs.ToArray().Select(x => (float)x)], [.. exact.Data.TargetValues.ToArray().Select(x => (float)x)], exact.Data.Targets, "made by the test");
        using var objective = new Objective<float>(new Model<float>(network, exact.Model.Loss), data);
        objective.MoveTo(exact.Parameters.ToArray().Select(x => (float)x).ToArray());
        var single = new float[gradient.Length];
        objective.Gradient(single);
        foreach (var (measure, estimate) in Flat(NoiseMeasures.Of(objective, single, loss, new NoiseOptions())))
            Assert.Equal(expected[measure].Value, estimate.Value, 1e-4 * expected[measure].Value);
    }

    [Fact]
    public void Nothing_is_said_where_batch_norm_mixes_the_examples()
    {
        var network = NetworkCases.All.First(network => network.BatchNorm == BatchNormMode.Batch);
        var model = network.Model();
        using var objective = new Objective<double>(model, network.Data(model), new ObjectiveOptions { BatchNorm = BatchNormMode.Batch });
        objective.MoveTo(network.Point(model));
        var noise = NoiseMeasures.Of(objective, new double[objective.ParameterCount], 1, new NoiseOptions());
        Assert.Equal((null, null, null, null), (noise.Trace, noise.FrobeniusNorm, noise.Scale, noise.CriticalBatch));
        Assert.Null(noise.Norms);
        Assert.Null(noise.Alignment);
        Assert.Empty(noise.TopEigenvalues);
    }

    [Fact]
    public void A_single_example_has_no_noise()
    {
        using var objective = At("mlp-tanh", 1, out var gradient, out var loss);
        foreach (var options in new[] { new NoiseOptions(), new NoiseOptions { ExactOutputs = 0 }, new NoiseOptions { ExactOutputs = 0, GramExamples = 0 } })
        {
            var noise = NoiseMeasures.Of(objective, gradient, loss, options);
            Assert.Equal(0, noise.Trace!.Value.Value, 1e-14);
            Assert.Equal(0, noise.FrobeniusNorm!.Value.Value, 1e-14);
            Assert.Equal(0, noise.Scale!.Value.Value, 1e-14);
            Assert.Equal(noise.Norms!.Value.Min, noise.Norms.Value.Max);
        }
    }

    [Fact]
    public void Says_how_far_it_is_and_stops_when_cancelled()
    {
        using var objective = At("mlp-tanh", 60, out var gradient, out var loss);
        var told = new List<ProbeProgress>();
        NoiseMeasures.Of(objective, gradient, loss, Sampled(1), progress: new Listener(told));
        Assert.True(told.Zip(told.Skip(1)).All(pair => pair.First.Products <= pair.Second.Products));
        Assert.True(told[^1].Products > 40 && told.All(progress => progress.Products <= progress.MaxProducts));
        Assert.Throws<OperationCanceledException>(() => NoiseMeasures.Of(objective, gradient, loss, Sampled(1), cancellationToken: new CancellationToken(true)));
    }

    [Fact]
    public void Quantiles_interpolate_between_examples()
    {
        var norms = GradientNorms.Of([.. new double[] { 5, 1, 3, 2, 4 }.Select(norm => norm * norm)]);
        Assert.Equal(new GradientNorms(1, 1.2, 2, 3, 4, 4.8, 5), norms with { Percent5 = Math.Round(norms.Percent5, 12), Percent95 = Math.Round(norms.Percent95, 12) });
        Assert.Equal(new GradientNorms(7, 7, 7, 7, 7, 7, 7), GradientNorms.Of([49]));
    }

    /// <summary>Nothing is exact but tr Σ: products for the spectrum, draws for tr(ΣG), probes for G.</summary>
    internal static NoiseOptions Sampled(int seed) => new()
    {
        TopK = 2,
        ExactOutputs = 0,
        GramExamples = 0,
        Probes = 24,
        Draws = 50,
        RelativeTolerance = 0.01,
        Seed = new Seed((ulong)seed),
    };

    internal static Objective<double> At(string name, int examples, out double[] gradient, out double loss)
    {
        var network = NetworkCases.All.First(network => network.Name == name) with { Examples = examples };
        var model = network.Model();
        var objective = new Objective<double>(model, network.Data(model));
        objective.MoveTo(network.Point(model));
        gradient = new double[objective.ParameterCount];
        objective.Gradient(gradient);
        loss = objective.Evaluate().Loss;
        return objective;
    }

    /// <summary>The estimates by name.</summary>
    internal static Dictionary<string, Estimate> Flat(GradientNoise noise) => new()
    {
        ["trace"] = noise.Trace!.Value,
        ["norm"] = noise.FrobeniusNorm!.Value,
        ["scale"] = noise.Scale!.Value,
        ["critical batch"] = noise.CriticalBatch!.Value,
        ["alignment"] = noise.Alignment!.Value,
        ["cosine"] = noise.Alignment.Cosine,
        ["magnitude"] = noise.Alignment.Magnitude,
        ["control"] = noise.Alignment.IsotropicControl,
        ["noise curvature"] = noise.Alignment.NoiseCurvature,
    };

    private static void AgreesWithDense(NetworkCase network, NoiseOptions options, double tolerance)
    {
        var dense = DenseDerivatives.Of(network);
        var model = network.Model();
        using var objective = new Objective<double>(model, network.Data(model), new ObjectiveOptions { ShardSize = 4, Directions = 2 });
        objective.MoveTo(network.Point(model));
        var gradient = new double[objective.ParameterCount];
        objective.Gradient(gradient);
        var noise = NoiseMeasures.Of(objective, gradient, dense.Loss, options);

        var (sigma, curvature) = (dense.Noise, dense.GaussNewton);
        var (trace, product, norm, curvatureNorm) = (sigma.Trace(), (sigma * curvature).Trace(), sigma.FrobeniusNorm(), curvature.FrobeniusNorm());
        var expected = new Dictionary<string, double>
        {
            ["trace"] = trace,
            ["norm"] = norm,
            ["scale"] = trace / dense.Gradient.DotProduct(dense.Gradient),
            ["critical batch"] = product / dense.Gradient.DotProduct(curvature * dense.Gradient),
            ["alignment"] = product / (2 * dense.Loss * curvatureNorm * curvatureNorm),
            ["cosine"] = product / (norm * curvatureNorm),
            ["magnitude"] = norm / (2 * dense.Loss * curvatureNorm),
            ["control"] = trace * curvature.Trace() / (dense.Parameters * 2 * dense.Loss * curvatureNorm * curvatureNorm),
            ["noise curvature"] = product,
        };
        foreach (var (measure, estimate) in Flat(noise))
        {
            Assert.Equal(expected[measure], estimate.Value, tolerance * expected[measure]);
            Assert.Equal(0, estimate.StandardError);
        }

        var eigenvalues = Dense.Eigenvalues(sigma.ToArray());
        Assert.Equal(3, noise.TopEigenvalues.Length);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(eigenvalues[^(i + 1)], noise.TopEigenvalues[i].Value, 1e-6 * eigenvalues[^1]);
            Assert.InRange(noise.TopEigenvalues[i].Residual, 0, 1e-3 * eigenvalues[^1]);
        }

        double[] norms = [.. dense.Gradients.Select(example => example.L2Norm()).Order()];
        Assert.Equal(norms[0], noise.Norms!.Value.Min, tolerance);
        Assert.Equal(norms[^1], noise.Norms.Value.Max, tolerance);
        Assert.Equal((norms[(norms.Length - 1) / 2] + norms[norms.Length / 2]) / 2, noise.Norms.Value.Median, tolerance);
    }

    private sealed class Listener(List<ProbeProgress> told) : IProgress<ProbeProgress>
    {
        public void Report(ProbeProgress value) => told.Add(value);
    }
}
