using Basin.Analysis.Noise;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Layers;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;

namespace Basin.Analysis.Tests.Noise;

/// <summary>
/// The mean of ‖g_B‖² over all batches of B of N examples is ‖∇L‖² + (N − B)/((N − 1)B)·Γ with Γ = tr Σ: what random shuffling adds to the
/// loss. Source: Smith, Dherin, Barrett and De, On the origin of implicit regularization in stochastic gradient descent (2021).
/// </summary>
public sealed class GammaIdentityTests
{
    private const int N = 8;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void The_noise_trace_is_the_Gamma_of_all_batches(int size)
    {
        var model = new Model<double>(Mlp.Create<double>(new Shape(3), 1, [3], Activation.Tanh), LossKind.SquaredError);
        var random = new Seed(1).Stream("regression");
        double[] inputs = new double[N * 3], targets = new double[N], theta = new double[model.Network.ParameterCount];
        foreach (var numbers in new[] { inputs, targets, theta }) random.FillGaussian(numbers.AsSpan());
        var data = new DataSet<double>("regression", new Shape(3), inputs, targets, Targets.Values(1), "made by the test");

        var gradient = new double[theta.Length];
        var (sum, batches) = (0.0, 0);
        for (var chosen = 0; chosen < 1 << N; chosen++)
        {
            if (int.PopCount(chosen) != size) continue;
            using var batch = new Objective<double>(model, data.Subset([.. Enumerable.Range(0, N).Where(i => (chosen >> i & 1) == 1)]));
            batch.MoveTo(theta);
            batch.Gradient(gradient);
            sum += Vectors.Dot<double>(gradient, gradient);
            batches++;
        }

        using var whole = new Objective<double>(model, data);
        whole.MoveTo(theta);
        whole.Gradient(gradient);
        var trace = NoiseMeasures.Of(whole, gradient, whole.Evaluate().Loss, new NoiseOptions()).Trace!.Value.Value;
        var expected = Vectors.Dot<double>(gradient, gradient) + ((double)(N - size) / ((N - 1) * size) * trace);
        Assert.Equal(expected, sum / batches, 1e-10 * expected);
    }
}
