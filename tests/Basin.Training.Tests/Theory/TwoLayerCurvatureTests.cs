using Basin.Analysis.Regularization;
using Basin.Numerics.LinearAlgebra;
using Basin.Training.Theory;

namespace Basin.Training.Tests.Theory;

public sealed class TwoLayerCurvatureTests
{
    [Fact]
    public void The_kernel_holds_the_products_of_gradients()
    {
        var (network, examples) = TwoLayerDescentTests.Make(5, 21, 7);
        using var owned = network;
        var parameters = TwoLayerDescentTests.Parameters(network);
        var gradients = Enumerable.Range(0, 7).Select(i => NaiveTwoLayer.OutputGradient(parameters, 5, 21, examples.Input(i))).ToArray();
        var kernel = new double[49];
        TwoLayerCurvature.FillTangentKernel(network, examples, kernel);
        for (var i = 0; i < 7; i++)
            for (var j = 0; j < 7; j++) Assert.Equal(Vectors.Dot<double>(gradients[i], gradients[j]), kernel[(i * 7) + j], 1e-12);
    }

    [Fact]
    public void The_spectrum_is_that_of_the_dense_matrix_over_parameters()
    {
        var loss = new SmoothedLoss(BinaryLoss.Logistic, 0.2);
        var (network, examples) = TwoLayerDescentTests.Make(3, 6, 5);
        using var owned = network;
        var (parameters, p) = (TwoLayerDescentTests.Parameters(network), network.ParameterCount);
        var matrix = new double[p * p];
        for (var e = 0; e < 5; e++)
        {
            var g = NaiveTwoLayer.OutputGradient(parameters, 3, 6, examples.Input(e));
            var c = loss.Curvature(NaiveTwoLayer.Output(parameters, 3, 6, examples.Input(e)), examples.Targets[e]);
            for (var i = 0; i < p; i++)
                for (var j = 0; j < p; j++) matrix[(i * p) + j] += c * g[i] * g[j] / 5;
        }

        var eigen = new SymmetricEigen(p);
        eigen.Decompose(matrix, p, p);
        var spectrum = TwoLayerCurvature.Measure(network, examples, loss);
        Assert.Equal(Enumerable.Range(0, p).Sum(i => matrix[i * (p + 1)]), spectrum.Trace, 1e-12);
        Assert.Equal(Math.Sqrt(matrix.Sum(x => x * x)), spectrum.FrobeniusNorm, 1e-12);
        Assert.Equal(eigen.Values[^1], spectrum.Sharpness, 1e-12);
        Assert.Equal(spectrum.Trace, TwoLayerCurvature.Trace(network, examples, loss), 1e-12);
    }

    [Fact]
    public void Outputs_loss_and_accuracy_are_those_of_plain_loops_over_any_number_of_examples()
    {
        var (network, examples) = TwoLayerDescentTests.Make(4, 10, 70);
        using var owned = network;
        var parameters = TwoLayerDescentTests.Parameters(network);
        var expected = Enumerable.Range(0, 70).Select(i => NaiveTwoLayer.Output(parameters, 4, 10, examples.Input(i))).ToArray();
        var outputs = new double[70];
        network.Evaluate(examples, outputs);
        Assert.All(outputs.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-13));
        Assert.Equal(expected.Select((f, i) => 0.5 * Math.Pow(f - examples.Targets[i], 2)).Average(), network.MeanLoss(examples, SmoothedLoss.Square), 1e-12);
        Assert.Equal(expected.Select((f, i) => f * examples.Targets[i] > 0 ? 1.0 : 0).Average(), network.Accuracy(examples), 1e-15);
    }
}
