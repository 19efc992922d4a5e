using Basin.Analysis.Regularization;
using Basin.Numerics.Random;
using Basin.Training.Theory;

namespace Basin.Training.Tests.Theory;

public sealed class TwoLayerDescentTests
{
    private static readonly Seed Root = new(7);

    // Widths and dimensions around the sizes of tiles and vectors.
    [Theory]
    [InlineData(1, 3, 1, null)]
    [InlineData(5, 8, 4, null)]
    [InlineData(6, 13, 9, 1)]
    [InlineData(9, 40, 11, 3)]
    [InlineData(50, 200, 6, 16)]
    public void Steps_are_those_of_plain_loops(int d, int m, int n, int? batch)
    {
        foreach (var momentum in (double[])[0, 0.9])
        {
            foreach (var loss in (SmoothedLoss[])[SmoothedLoss.Square, new(BinaryLoss.Logistic, 0.2)])
            {
                var (network, examples) = Make(d, m, n);
                using var owned = network;
                var options = new TwoLayerOptions { LearningRate = 0.03, Batch = batch, Momentum = momentum, Loss = loss };
                using var descent = new TwoLayerDescent(network, examples, options, Root);
                var expected = Parameters(network);
                var (velocity, batches) = (new double[expected.Length], Root.Stream("batches"));
                descent.Run(5);
                for (var step = 0; step < 5; step++)
                {
                    int[] drawn = batch is { } size ? [.. Enumerable.Range(0, size).Select(_ => batches.NextInt(n))] : [.. Enumerable.Range(0, n)];
                    var gradient = NaiveTwoLayer.Gradient(expected, m, examples, drawn, (i, f) => loss.Slope(f, examples.Targets[i]));
                    for (var p = 0; p < expected.Length; p++) expected[p] -= 0.03 * (velocity[p] = (momentum * velocity[p]) + gradient[p]);
                }

                Assert.All(Parameters(network).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
            }
        }
    }

    [Theory]
    [InlineData(TwoLayerNoise.Sign)]
    [InlineData(TwoLayerNoise.Gaussian)]
    [InlineData(TwoLayerNoise.Flip)]
    public void Label_noise_moves_a_minimum_without_drift_and_with_its_variance(TwoLayerNoise kind)
    {
        // At a minimum of one example the first step is −η·ε·∇f: its mean is 0 and its mean square η²σ²‖∇f‖².
        var loss = kind == TwoLayerNoise.Flip ? new SmoothedLoss(BinaryLoss.Logistic, 0.2) : SmoothedLoss.Square;
        var (network, examples) = Make(4, 12, 1);
        using var owned = network;
        var start = Parameters(network);
        var f = NaiveTwoLayer.Output(start, 4, 12, examples.Input(0));
        if (kind == TwoLayerNoise.Flip)
        {
            var factor = Math.Sqrt(Math.Log(4) / Math.Abs(f));
            for (var p = 0; p < start.Length; p++) start[p] *= factor;
            examples = examples.WithTargets([Math.Sign(f)]);
        }
        else
        {
            examples = examples.WithTargets([f]);
        }

        var options = new TwoLayerOptions { LearningRate = 0.1, Batch = 1, Loss = loss, Noise = kind, Sigma = 0.4 };
        var gradient = NaiveTwoLayer.OutputGradient(start, 4, 12, examples.Input(0));
        var square = gradient.Sum(x => x * x);
        var (sum, squares, runs) = (0.0, 0.0, 4000);
        for (var run = 0; run < runs; run++)
        {
            network.SetParameters(start);
            using var descent = new TwoLayerDescent(network, examples, options, Root.Derive("run", run));
            descent.Run(1);
            var along = Parameters(network).Zip(start, (after, before) => after - before).Zip(gradient, (x, g) => x * g).Sum() / square;
            (sum, squares) = (sum + along, squares + (along * along));
        }

        var sigma = kind == TwoLayerNoise.Flip ? 0.4 : options.Sigma;
        Assert.InRange(sum / runs / (0.1 * sigma), -4 / Math.Sqrt(runs), 4 / Math.Sqrt(runs));
        Assert.Equal(1, squares / runs / (0.01 * sigma * sigma), 0.1);
    }

    [Fact]
    public void Batches_are_the_same_with_and_without_noise_of_no_size()
    {
        var (plain, examples) = Make(6, 20, 12);
        using var noisy = plain.Copy();
        var options = new TwoLayerOptions { LearningRate = 0.02, Batch = 3 };
        using (var descent = new TwoLayerDescent(plain, examples, options, Root)) descent.Run(50);
        using (var descent = new TwoLayerDescent(noisy, examples, options with { Noise = TwoLayerNoise.Sign }, Root)) descent.Run(50);
        Assert.Equal(Parameters(plain), Parameters(noisy));
        plain.Dispose();
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        var (network, examples) = Make(6, 20, 12);
        using var owned = network;
        using var descent = new TwoLayerDescent(network, examples, new TwoLayerOptions { LearningRate = 0.01, Batch = 4, Momentum = 0.5, Noise = TwoLayerNoise.Gaussian, Sigma = 0.1 }, Root);
        descent.Run(10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        descent.Run(100);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    internal static (TwoLayerNetwork Network, VectorExamples Examples) Make(int d, int m, int n)
    {
        var (inputs, targets) = (new double[n * d], new double[n]);
        Root.Stream("inputs").FillGaussian<double>(inputs);
        Root.Stream("targets").FillSigns<double>(targets);
        var network = new TwoLayerNetwork(d, m);
        network.Initialize(1.2, Root.Stream("network"));
        return (network, new VectorExamples(inputs, targets));
    }

    internal static double[] Parameters(TwoLayerNetwork network)
    {
        var parameters = new double[network.ParameterCount];
        network.CopyParametersTo(parameters);
        return parameters;
    }
}
