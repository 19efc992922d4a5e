using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Layers;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Training.Flows;
using Basin.Training.Theory;

namespace Basin.Training.Tests.Theory;

public sealed class RectifierNetworkTests : IDisposable
{
    private const int Examples = 40;
    private readonly DataSet<double> _data = SynthSet.Generate<double>(new Seed(5), Examples);
    private readonly RectifierData _rows;

    public RectifierNetworkTests() => _rows = new RectifierData(_data);

    public void Dispose() => _rows.Dispose();

    [Theory]
    [InlineData(64, 8, 0)]
    [InlineData(64, 8, 0.7)]
    [InlineData(21, 5, 0.7)]
    [InlineData(16, 1, 2)]
    [InlineData(3, 12, 0.3)]
    [InlineData(50, 2, 0)]
    public void A_step_is_that_of_the_graph_with_its_hessian_product(int hidden, int batch, double penalty)
    {
        const double Rate = 0.004;
        var model = new Model<double>(Mlp.Create<double>(_data.ExampleShape, 10, [hidden], Activation.Relu), LossKind.SquaredError);
        using var network = new RectifierNetwork(64, hidden, 10, 16);
        Assert.Equal(model.Network.ParameterCount, network.ParameterCount);
        var theta = Start(model);
        network.Load(theta);
        for (var step = 0; step < 3; step++)
        {
            int[] indices = [.. Enumerable.Range(0, batch).Select(i => ((7 * i) + (11 * step)) % Examples)];
            using var losses = new NetworkLosses<double>(model, _data, [[.. indices]]);
            var (g, hg) = (new double[theta.Length], new double[theta.Length]);
            losses.Gradient(0, theta, g);
            losses.HessianProduct(0, theta, g, hg);
            Assert.Equal(Vectors.Dot<double>(g, g), network.GradientSquare(_rows, indices), 1e-11 * Vectors.Dot<double>(g, g));
            using var objective = new Objective<double>(model, _data.Subset(indices));
            objective.MoveTo(theta);
            Assert.Equal(objective.Evaluate().Loss, network.Step(_rows, indices, Rate, penalty), 1e-12);
            for (var i = 0; i < theta.Length; i++) theta[i] -= Rate * (g[i] + (penalty / 2 * hg[i]));
            var found = new double[theta.Length];
            network.Save(found);
            for (var i = 0; i < theta.Length; i++) Assert.Equal(theta[i], found[i], 1e-12);
        }
    }

    [Fact]
    public void Evaluation_agrees_with_the_objective_whatever_the_batch()
    {
        var model = new Model<double>(Mlp.Create<double>(_data.ExampleShape, 10, [20], Activation.Relu), LossKind.SquaredError);
        using var objective = new Objective<double>(model, _data);
        var theta = Start(model);
        objective.MoveTo(theta);
        var (loss, accuracy) = objective.Evaluate();
        foreach (var batch in (int[])[7, 64])
        {
            using var network = new RectifierNetwork(64, 20, 10, batch);
            network.Load(theta);
            var found = network.Evaluate(_rows);
            Assert.Equal(loss, found.Loss, 1e-12);
            Assert.Equal(accuracy, found.Accuracy);
        }
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        using var network = new RectifierNetwork(64, 32, 10, 8);
        int[] batch = [0, 1, 2, 3, 4, 5, 6, 7];
        network.Step(_rows, batch, 0.01, 0.5);
        var before = GC.GetAllocatedBytesForCurrentThread();
        network.Step(_rows, batch, 0.01, 0.5);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Values_in_place_of_classes_are_refused()
    {
        var values = new DataSet<double>("line", new Numerics.Graphs.Shape(1), [0, 1], [0, 1], Targets.Values(1), "here");
        Assert.Contains("classes are wanted", Assert.Throws<ArgumentException>(() => new RectifierData(values)).Message, StringComparison.Ordinal);
    }

    // Biases too must be away from 0, where the network begins.
    private static double[] Start(Model<double> model)
    {
        var theta = new double[model.Network.ParameterCount];
        new Seed(9).Stream("start").FillGaussian<double>(theta);
        for (var i = 0; i < theta.Length; i++) theta[i] *= 0.2;
        return theta;
    }
}
