using Basin.Analysis.Estimators;
using Basin.Analysis.Regularization;
using Basin.Models.Losses;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Testing.LinearAlgebra;

namespace Basin.Analysis.Tests.Regularization;

public sealed class LabelNoiseTests
{
    private static readonly double[] _spectrum = [4, 2, 1, .. Enumerable.Range(0, 60).Select(i => 0.5 * Math.Pow(0.9, i))];

    [Theory]
    [InlineData(BinaryLoss.Logistic, 1.386294361119891, 0.16, 0.16)]
    [InlineData(BinaryLoss.Exponential, 0.693147180559945, 1, 0.8)]
    [InlineData(BinaryLoss.Square, 0.6, 0.64, 1)]
    public void The_minimum_under_flips_is_that_of_the_table(BinaryLoss loss, double margin, double variance, double curvature)
    {
        var minimum = SmoothedMinimum.Of(loss, 0.2);
        Assert.Equal(margin, minimum.Margin, 9);
        Assert.Equal(variance, minimum.NoiseVariance, 9);
        Assert.Equal(curvature, minimum.Curvature, 9);
    }

    [Theory]
    [InlineData(BinaryLoss.Logistic)]
    [InlineData(BinaryLoss.Exponential)]
    [InlineData(BinaryLoss.Square)]
    public void The_table_follows_from_the_loss(BinaryLoss loss)
    {
        (double Slope, double Bend) At(double x) => loss switch
        {
            BinaryLoss.Logistic => (-1 / (1 + Math.Exp(x)), Math.Exp(x) / Math.Pow(1 + Math.Exp(x), 2)),
            BinaryLoss.Exponential => (-Math.Exp(-x), Math.Exp(-x)),
            _ => (x - 1, 1),
        };
        foreach (var p in new[] { 0.01, 0.2, 0.45 })
        {
            var (c, variance, curvature) = SmoothedMinimum.Of(loss, p);
            var (kept, flipped) = (At(c), At(-c));
            Assert.Equal(0, ((1 - p) * kept.Slope) - (p * flipped.Slope), 12);
            Assert.Equal(((1 - p) * kept.Bend) + (p * flipped.Bend), curvature, 12);
            Assert.Equal(((1 - p) * kept.Slope * kept.Slope) + (p * flipped.Slope * flipped.Slope), variance, 12);
        }
    }

    [Theory]
    [InlineData(2, 0.2)]
    [InlineData(3, 0.2)]
    [InlineData(10, 0.4)]
    public void Flipped_classes_make_noise_of_the_covariance_of_the_Hessian(int classes, double p)
    {
        // At the minimum of the mean loss over flips the network's probabilities are those of the label.
        double[] q = [1 - p, .. Enumerable.Repeat(p / (classes - 1), classes - 1)];
        for (var i = 0; i < classes; i++)
        {
            for (var j = 0; j < classes; j++)
            {
                var (mean, covariance) = (0.0, 0.0);
                for (var label = 0; label < classes; label++)
                {
                    double Gradient(int output) => q[output] - (output == label ? 1 : 0);
                    mean += q[label] * Gradient(i);
                    covariance += q[label] * Gradient(i) * Gradient(j);
                }

                Assert.Equal(0, mean, 14);
                Assert.Equal((i == j ? q[i] : 0) - (q[i] * q[j]), covariance, 14);
            }
        }

        var settings = new RegularizationSettings { LearningRate = 0.3, Batch = 4, Examples = 100, Momentum = 0.5, Loss = LossKind.CrossEntropy, LabelNoise = p };
        Assert.Equal(0.3 / (4 * 0.5), LabelNoise.Strength(settings), 15);
        if (classes > 2) return;
        var binary = SmoothedMinimum.Of(BinaryLoss.Logistic, p);
        Assert.Equal(1, binary.NoiseVariance / binary.Curvature, 15);
    }

    [Fact]
    public void R_comes_from_eigenvalues_or_from_a_quadrature()
    {
        var settings = new RegularizationSettings { LearningRate = 0.3, Batch = 8, Examples = 100, Loss = LossKind.SquaredError, LabelNoise = 0.5 };
        var exact = LabelNoise.Of(settings, new Estimate(_spectrum.Sum(), 0, 0), new Estimate(4, 0, 0), f => new Estimate(_spectrum.Sum(f), 0, 63));
        Assert.Equal(-_spectrum.Sum(h => Math.Log(1 - (0.15 * h))) / 0.6, exact.R!.Value.Value, 12);
        Assert.Equal(0.3 * 0.25 / 8, exact.Lambda, 15);
        Assert.Equal(exact.Lambda * exact.R.Value.Value, exact.Contribution!.Value.Value, 15);
        Assert.Equal(_spectrum.Sum() / 4, exact.QuarterTrace.Value, 12);
        Assert.False(exact.Infinite);

        var matrix = Dense.Operator<double>(Dense.WithSpectrum(_spectrum, new Seed(2).Stream("dense")));
        var density = StochasticLanczosQuadrature.Measure(matrix, new QuadratureOptions { Probes = 20, Steps = 30 }, new Seed(2).Stream("starts"));
        var measured = LabelNoise.Of(settings, density.Trace(x => x), new Estimate(4, 0, 0), density.Trace);
        Assert.InRange((measured.R!.Value.Value - exact.R.Value.Value) / measured.R.Value.StandardError, -3, 3);
        Assert.InRange(measured.R.Value.StandardError, 1e-6, 1);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.7)]
    public void Past_the_limit_R_is_infinite_and_says_so(double rate)
    {
        var settings = new RegularizationSettings { LearningRate = rate, Batch = 8, Examples = 100, Loss = LossKind.SquaredError, LabelNoise = 0.5 };
        var terms = LabelNoise.Of(settings, new Estimate(10, 0, 0), new Estimate(4, 0, 0), f => new Estimate(_spectrum.Sum(f), 0, 0));
        Assert.Null(terms.R);
        Assert.Null(terms.Contribution);
        Assert.True(terms.Infinite);
        Assert.Contains("R is infinite here", terms.Theory, StringComparison.Ordinal);

        // With momentum the limit is farther: η‖H‖/(1 + β) = 2.
        Assert.False(LabelNoise.Of(settings with { Momentum = 0.9 }, new Estimate(10, 0, 0), new Estimate(4, 0, 0), f => new Estimate(_spectrum.Sum(f), 0, 0)).Infinite);
    }

    [Fact]
    public void A_quadrature_that_reaches_past_the_limit_says_so_too()
    {
        var settings = new RegularizationSettings { LearningRate = 0.5, Batch = 8, Examples = 100, Loss = LossKind.SquaredError, LabelNoise = 0.5 };
        var terms = LabelNoise.Of(settings, new Estimate(10, 0, 0), new Estimate(3.9, 0.2, 0), f => new Estimate(_spectrum.Sum(f), double.NaN, 0));
        Assert.Equal((null, true), (terms.R, terms.Infinite));
    }

    [Fact]
    public void A_flip_without_meaning_is_refused()
    {
        var settings = new RegularizationSettings { LearningRate = 0.1, Batch = 8, Examples = 100, Loss = LossKind.CrossEntropy, LabelNoise = 1.5 };
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => LabelNoise.Of(settings, new Estimate(1, 0, 0), new Estimate(1, 0, 0), null));
        Assert.Contains("the probability of a flip, below 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("above 0 and below 1/2", Assert.Throws<ArgumentOutOfRangeException>(() => SmoothedMinimum.Of(BinaryLoss.Logistic, 0.5)).Message, StringComparison.Ordinal);
    }
}
