using Basin.Models.Networks;
using Basin.Models.Onnx;
using Basin.Numerics.Graphs;
using Basin.Testing;

namespace Basin.Models.Tests.Onnx;

public sealed class OnnxModelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void A_dense_network_computes_what_its_formula_says(int n)
    {
        double[] w1 = ModelBuilder.Random(1, 20), b1 = ModelBuilder.Random(2, 5), w2 = ModelBuilder.Random(3, 15), x = ModelBuilder.Random(4, 4 * n);
        var model = OnnxModel.Parse("mlp.onnx", DenseModel(w1, b1, w2).Bytes());
        HyperDual[] inputs = [.. x.Select(value => (HyperDual)value)];
        var hidden = Naive.Dense(inputs, [.. Turned(w1, 5, 4)], [.. b1.Select(value => (HyperDual)value)], n);
        var z = Naive.Dense(Naive.Map(hidden, h => h.Value > 0 ? h : 0), [.. w2.Select(value => (HyperDual)value)], [.. Enumerable.Repeat((HyperDual)0, 3)], n);
        Evaluation.Close([.. z.Select(value => value.Value)], Evaluation.Outputs(model, x));
    }

    [Fact]
    public void A_model_says_what_it_is()
    {
        var model = OnnxModel.Parse("mlp.onnx", DenseModel(new double[20], new double[5], new double[15]).Bytes());
        Assert.Equal("mlp", model.Name);
        Assert.Equal("x", model.InputName);
        Assert.Equal(new Shape(4), model.InputShape);
        Assert.Equal(3, model.Outputs);
        Assert.Null(model.InferredLoss);
        Assert.Equal([new("w1", new Shape(5, 4)), new("b1", new Shape(5)), new("w2", new Shape(5, 3))], model.Parameters);
        Assert.Empty(model.Notes);
    }

    [Fact]
    public void Weights_lie_in_theta_as_operations_read_them_and_come_back_as_exported()
    {
        var w1 = ModelBuilder.Random(1, 20);
        var network = OnnxModel.Parse("mlp.onnx", DenseModel(w1, new double[5], new double[15]).Bytes()).Network<double>();
        var info = network.Parameters[0];
        Assert.Equal(new Shape(4, 5), info.Shape);
        Assert.Equal([1, 0], info.Stored!.Axes);
        var theta = new double[network.ParameterCount];
        network.Initialize(new(1), theta);
        var exported = new double[20];
        info.Stored.ToStored<double>(theta.AsSpan(info.Offset, info.Length), exported);
        Assert.Equal(w1, exported);
        var again = new double[20];
        info.Stored.FromStored<double>(exported, again);
        Assert.Equal(theta[..20], again);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_convolutional_network_computes_what_its_formula_says(int n)
    {
        const int Side = 6, Channels = 2, Maps = 3;
        double[] w = ModelBuilder.Random(1, Maps * Channels * 9), dense = ModelBuilder.Random(2, Maps * 9 * 2), x = ModelBuilder.Random(3, n * Channels * Side * Side);
        double[] scale = [0.5, 2, -1], shift = [0.125, -0.25, 0.375], mean = [0.375, -0.125, 0.25], variance = [0.5, 1, 2];
        var model = OnnxModel.Parse("cnn.onnx", new ModelBuilder()
            .Input("x", ModelBuilder.Float32, 1, Channels, Side, Side)
            .Initializer("w", [Maps, Channels, 3, 3], w).Initializer("scale", [Maps], scale).Initializer("shift", [Maps], shift)
            .Initializer("mean", [Maps], mean).Initializer("variance", [Maps], variance).Initializer("dense", [Maps * 9, 2], dense)
            .Node("Conv", ["x", "w"], "c", ModelBuilder.Integers("pads", 1, 1, 1, 1))
            .Node("BatchNormalization", ["c", "scale", "shift", "mean", "variance"], "b", ModelBuilder.Number("epsilon", 1e-3f))
            .Node("Relu", ["b"], "r")
            .Node("MaxPool", ["r"], "p", ModelBuilder.Integers("kernel_shape", 2, 2), ModelBuilder.Integers("strides", 2, 2))
            .Node("Flatten", ["p"], "f")
            .Node("MatMul", ["f", "dense"], "z").Output("z").Bytes());
        Assert.Equal(new Shape(Channels, Side, Side), model.InputShape);
        var network = model.Network<double>();
        Assert.Equal(new Shape(Side, Side, Channels), network.ExampleShape);
        Assert.Equal(["w", "scale", "shift", "dense"], network.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(["mean", "variance"], network.States.Select(state => state.Name));
        Evaluation.Close(
            Reference(n, Side, Channels, Maps, x, w, scale, shift, mean, variance, dense),
            Evaluation.Outputs(network, Evaluation.ChannelsLast(x, n, Channels, Side * Side)));
    }

    [Fact]
    public void Images_stay_in_their_order_until_they_are_flattened()
    {
        var network = OnnxModel.Parse("cnn.onnx", new ModelBuilder()
            .Input("x", ModelBuilder.Float32, -1, 2, 8, 8)
            .Initializer("w", [4, 2, 3, 3], ModelBuilder.Random(1, 72)).Initializer("s", [4, 1, 1], 1, 2, 3, 4).Initializer("d", [3, 4], ModelBuilder.Random(2, 12))
            .Initializer("v", [4], 1, 2, 3, 4).Initializer("u", [4, 8, 1, 1], ModelBuilder.Random(3, 32))
            .Node("Conv", ["x", "w"], "c").Node("Mul", ["c", "s"], "m").Node("Relu", ["m"], "r").Node("Add", ["r", "c"], "a")
            .Node("BatchNormalization", ["a", "v", "v", "v", "v"], "n").Node("Concat", ["n", "a"], "j", ModelBuilder.Integer("axis", 1))
            .Node("Conv", ["j", "u"], "k", ModelBuilder.Integers("strides", 2, 2))
            .Node("MaxPool", ["k"], "p", ModelBuilder.Integers("kernel_shape", 3, 3), ModelBuilder.Integers("strides", 2, 2), ModelBuilder.Integers("pads", 1, 1, 1, 1))
            .Node("AveragePool", ["p"], "q", ModelBuilder.Integers("kernel_shape", 2, 2)).Node("GlobalAveragePool", ["q"], "g").Node("Flatten", ["g"], "f").Node("Gemm", ["f", "d"], "z", ModelBuilder.Integer("transB", 1)).Output("z").Bytes()).Network<double>();
        var (head, _) = network.Build(2, BatchNormMode.Frozen, out _);
        var graph = new Graph<double>(head, Basin.Numerics.Graphs.Operations.Rearranging.Sum(head, [0, 1]));
        Assert.DoesNotContain(graph.Operations.SkipLast(1), operation => operation is Basin.Numerics.Graphs.Operations.Rearrange<double> or Basin.Numerics.Graphs.Operations.Pick<double>);
    }

    private static ModelBuilder DenseModel(double[] w1, double[] b1, double[] w2) => new ModelBuilder()
        .Input("x", ModelBuilder.Float32, -1, 4)
        .Initializer("w1", [5, 4], w1).Initializer("b1", [5], b1).Initializer("w2", [5, 3], w2)
        .Node("Gemm", ["x", "w1", "b1"], "h", ModelBuilder.Integer("transB", 1))
        .Node("Relu", ["h"], "r").Node("MatMul", ["r", "w2"], "z").Output("z");

    private static IEnumerable<HyperDual> Turned(double[] matrix, int rows, int columns) =>
        Enumerable.Range(0, columns).SelectMany(column => Enumerable.Range(0, rows).Select(row => (HyperDual)matrix[(row * columns) + column]));

    // Straight from the definitions, in ONNX's order of axes.
    private static double[] Reference(int n, int side, int channels, int maps, double[] x, double[] w, double[] scale, double[] shift, double[] mean, double[] variance, double[] dense)
    {
        var z = new double[n * 2];
        for (var e = 0; e < n; e++)
            for (var map = 0; map < maps; map++)
                for (var py = 0; py < side / 2; py++)
                    for (var px = 0; px < side / 2; px++)
                    {
                        var largest = 0.0;
                        for (var y = 2 * py; y < (2 * py) + 2; y++)
                            for (var i = 2 * px; i < (2 * px) + 2; i++)
                                largest = Math.Max(largest, (scale[map] * (Convolved(e, map, y, i) - mean[map]) / Math.Sqrt(variance[map] + 1e-3)) + shift[map]);
                        for (var k = 0; k < 2; k++) z[(e * 2) + k] += largest * dense[(((map * 9) + (py * 3) + px) * 2) + k];
                    }

        return z;

        double Convolved(int e, int map, int y, int i)
        {
            var sum = 0.0;
            for (var c = 0; c < channels; c++)
                for (var dy = 0; dy < 3; dy++)
                    for (var dx = 0; dx < 3; dx++)
                    {
                        int yy = y + dy - 1, xx = i + dx - 1;
                        if (yy >= 0 && yy < side && xx >= 0 && xx < side)
                            sum += x[(((((e * channels) + c) * side) + yy) * side) + xx] * w[(((((map * channels) + c) * 3) + dy) * 3) + dx];
                    }

            return sum;
        }
    }
}
