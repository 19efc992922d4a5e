using Basin.Analysis.Noise;
using Basin.Analysis.Operators;
using Basin.Models;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Basin.Analysis.Tests.Noise;

/// <summary>The alignment of noise and curvature where it is known in closed form. Source: Wu, Wang and Su (2022).</summary>
public sealed class AlignmentTests
{
    private const int Many = 100_000;

    [Fact]
    public void Of_a_linear_network_on_Gaussian_examples_is_its_closed_form()
    {
        const int D = 8;
        var random = new Seed(1).Stream("linear");
        var root = Gaussian(D, D, random);
        var u = Gaussian(D, 1, random).Column(0);
        using var objective = LinearNetworks.Shallow(LinearNetworks.Gaussian(Many, root, random), u.ToArray());
        var s = root.TransposeAndMultiply(root);
        var size = u.DotProduct(s * u);
        var expected = 1 + (u.DotProduct(s * s * s * u) / (size * Math.Pow(s.FrobeniusNorm(), 2)));
        Assert.InRange(Measured(objective), 0.99 * expected, 1.01 * expected);
        Assert.True(expected > 1.02, $"{expected} would not tell it from 1");
    }

    [Fact]
    public void Of_a_deep_linear_network_on_Gaussian_examples_is_its_closed_form()
    {
        const int D = 5, Hidden = 5, P = (D * Hidden) + Hidden;
        var random = new Seed(2).Stream("deep");
        var root = Gaussian(D, D, random);
        var theta = Gaussian(P, 1, random).Column(0);
        using var objective = LinearNetworks.Deep(LinearNetworks.Gaussian(Many, root, random), D, Hidden, theta.ToArray());

        // f = x·v(θ) with v = V·a; J = ∂v/∂θ, M = JJᵀ.
        var (s, v) = (root.TransposeAndMultiply(root), Vector<double>.Build.Dense(D));
        var jacobian = Matrix<double>.Build.Dense(D, P);
        for (var i = 0; i < D; i++)
        {
            for (var h = 0; h < Hidden; h++)
            {
                var (weight, output) = (theta[(i * Hidden) + h], theta[(D * Hidden) + h]);
                v[i] += weight * output;
                jacobian[i, (i * Hidden) + h] = output;
                jacobian[i, (D * Hidden) + h] = weight;
            }
        }

        var m = jacobian.TransposeAndMultiply(jacobian);
        var size = v.DotProduct(s * v);
        var noise = (size * s) + (s * v).OuterProduct(s * v);
        var expected = (m * noise * m * s).Trace() / (size * (m * s * m * s).Trace());
        Assert.True(expected > 1.02, $"{expected} would not tell it from 1");
        Assert.InRange(Measured(objective), 0.99 * expected, 1.01 * expected);
    }

    [Theory]
    [InlineData(50, 12)]
    [InlineData(200, 12)]
    [InlineData(1000, 8)]
    [InlineData(5000, 3)]
    public void Of_random_features_does_not_shrink_with_width_as_isotropic_noise_does(int width, int draws)
    {
        const int N = 400, D = 10;
        var random = new Seed(3).Stream("features", width);
        var features = Matrix<double>.Build.DenseOfRowMajor(N, D, Numbers(N * D, random)) * Matrix<double>.Build.DenseOfRowMajor(D, width, Numbers(D * width, random));

        // He's scaling, so that ‖H‖_F does not depend on the width.
        features = features.PointwiseMaximum(0) * Math.Sqrt(2.0 / (width * D));
        using var objective = LinearNetworks.Shallow(features.ToRowMajorArray(), new double[width]);
        var kernel = new double[N * N];
        objective.JacobianGram(kernel);
        double[] chi = [.. Enumerable.Range(0, N).Select(i => Vectors.Dot<double>(kernel.AsSpan(i * N, N), kernel.AsSpan(i * N, N)))];
        var largest = Math.Pow(Lanczos.Solve(new DenseSymmetric<double>(kernel, N), new LanczosOptions { Tolerance = 1e-8 }, random).Top[0].Value, 2) / chi.Sum();
        var (sum, control) = (0.0, 0.0);
        for (var draw = 0; draw < draws; draw++)
        {
            objective.MoveTo(Numbers(width, random));
            var gradient = new double[width];
            objective.Gradient(gradient);
            var alignment = NoiseMeasures.Of(objective, gradient, objective.Evaluate().Loss, new NoiseOptions()).Alignment!;
            Assert.InRange(alignment.Value.Value, (chi.Min() / chi.Average()) - largest, chi.Max() / chi.Average());
            Assert.Equal(alignment.Value.Value, alignment.Cosine.Value * alignment.Magnitude.Value, 1e-12);
            sum += alignment.Value.Value / draws;
            control += alignment.IsotropicControl.Value / draws;
        }

        Assert.InRange(sum, 0.7, 1.4);
        Assert.InRange(control * width, 6, 9);
        Assert.InRange(Math.Sqrt(chi.Sum()) / N, 0.36, 0.40);
    }

    private static double Measured(Objective<double> objective)
    {
        var gradient = new double[objective.ParameterCount];
        objective.Gradient(gradient);

        // G has at most as many eigenvalues as inputs: with these pairs known, little is left to draw.
        var pairs = Lanczos.Solve(new GaussNewton<double>(objective), new LanczosOptions { Top = objective.Data.ExampleShape.Length, Tolerance = 1e-6 }, new Seed(1).Stream("pairs"));
        var options = new NoiseOptions { TopK = 1, Draws = 32 };
        var alignment = NoiseMeasures.Of(objective, gradient, objective.Evaluate().Loss, options, new KnownCurvature<double>(pairs)).Alignment!;
        Assert.True(alignment.Value.StandardError < 1e-3);
        return alignment.Value.Value;
    }

    private static Matrix<double> Gaussian(int rows, int columns, RandomSource random) => Matrix<double>.Build.DenseOfRowMajor(rows, columns, Numbers(rows * columns, random));

    private static double[] Numbers(int count, RandomSource random)
    {
        var numbers = new double[count];
        random.FillGaussian(numbers.AsSpan());
        return numbers;
    }
}
