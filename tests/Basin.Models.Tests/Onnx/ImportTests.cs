using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Models.Onnx;
using Basin.Numerics.Graphs;

namespace Basin.Models.Tests.Onnx;

/// <summary>What the importer decides: parameters, batch sizes, losses, notes.</summary>
public sealed class ImportTests
{
    private static readonly double[] _w = ModelBuilder.Random(1, 8), _v = ModelBuilder.Random(2, 8);

    [Theory]
    [InlineData("*", "fc.weight", "fc.bias", "out.weight")]
    [InlineData("fc.*", "fc.weight", "fc.bias")]
    [InlineData("*.weight", "fc.weight", "out.weight")]
    [InlineData("out.weigh?", "out.weight")]
    public void Parameters_are_chosen_by_name_and_the_others_stay_constant(string pattern, params string[] names)
    {
        var model = OnnxModel.Parse("m.onnx", TwoLayers().Bytes(), new OnnxOptions { Parameters = [pattern] });
        Assert.Equal(names, model.Parameters.Select(parameter => parameter.Name));
        Evaluation.Close(Evaluation.Outputs(OnnxModel.Parse("m.onnx", TwoLayers().Bytes()), [1, -1, 0.5, 2]), Evaluation.Outputs(model, [1, -1, 0.5, 2]), 1e-15);
        Assert.Equal(pattern != "*", model.Notes.Any(note => note.Contains("kept constant", StringComparison.Ordinal)));
    }

    [Fact]
    public void Names_that_nothing_has_are_refused_with_those_that_there_are()
    {
        var error = Assert.Throws<BadInputException>(() => OnnxModel.Parse("m.onnx", TwoLayers().Bytes(), new OnnxOptions { Parameters = ["conv*"] }));
        Assert.Equal("m.onnx: no parameter is called 'conv*'; wanted one of 'fc.weight', 'fc.bias', 'out.weight'. Choose others with --parameters; * stands for any letters.", error.Message);
    }

    [Fact]
    public void A_parameter_used_twice_is_one_parameter()
    {
        // Tokens are embedded by a table that is also the output layer, transposed.
        var model = OnnxModel.Parse("tied.onnx", new ModelBuilder()
            .Input("t", ModelBuilder.Int64, -1, 1).Initializer("table", [4, 2], _w)
            .Node("Gather", ["table", "t"], "e").List("flat", -1, 2).Node("Reshape", ["e", "flat"], "r")
            .Node("Transpose", ["table"], "turned", ModelBuilder.Integers("perm", 1, 0)).Node("MatMul", ["r", "turned"], "z").Output("z").Bytes());
        Assert.Equal([new OnnxParameter("table", new Shape(4, 2))], model.Parameters);
        var wanted = new double[8];
        int[] tokens = [3, 1];
        for (var e = 0; e < 2; e++)
            for (var k = 0; k < 4; k++)
                for (var i = 0; i < 2; i++) wanted[(e * 4) + k] += _w[(tokens[e] * 2) + i] * _w[(k * 2) + i];
        Evaluation.Close(wanted, Evaluation.Outputs(model, [3, 1]));
    }

    [Theory]
    [InlineData(2, 2, 4)]
    [InlineData(2, 2, -1)]
    [InlineData(1, 1, -1)]
    [InlineData(1, -1, 4)]
    [InlineData(3, 0, 4)]
    public void A_batch_size_in_the_file_is_read_as_any(int exported, long first, long second)
    {
        var model = OnnxModel.Parse("fixed.onnx", new ModelBuilder()
            .Input("x", ModelBuilder.Float32, exported, 2, 2).List("shape", first, second).Node("Reshape", ["x", "shape"], "f")
            .Initializer("w", [4, 2], _w).Node("MatMul", ["f", "w"], "z").Output("z").Bytes());
        foreach (var n in (int[])[1, 2, 5])
        {
            var outputs = Evaluation.Outputs(model, [.. Enumerable.Range(0, 4 * n).Select(i => i % 5 == 0 ? 1.0 : 0)]);
            Assert.Equal(2 * n, outputs.Length);
            Assert.Equal(_w[0], outputs[0]);
        }
    }

    [Fact]
    public void A_batch_size_that_cannot_be_freed_is_refused()
    {
        var error = Assert.Throws<BadInputException>(() => OnnxModel.Parse("fixed.onnx", new ModelBuilder()
            .Input("x", ModelBuilder.Float32, 1, 2, 2).List("shape", 2, 2).Node("Reshape", ["x", "shape"], "f")
            .Initializer("w", [2, 2], _w[..4]).Node("MatMul", ["f", "w"], "z").Output("z").Bytes()));
        Assert.Contains("dynamic batch axis", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SoftmaxCrossEntropyLoss")]
    [InlineData("NegativeLogLikelihoodLoss")]
    public void A_loss_at_the_end_is_cut_off(string type)
    {
        var builder = new ModelBuilder().Input("x", ModelBuilder.Float32, -1, 4).Input("labels", ModelBuilder.Int64, -1).Initializer("w", [4, 2], _w).Node("MatMul", ["x", "w"], "z");
        var scores = "z";
        if (type[0] == 'N') builder.Node("LogSoftmax", ["z"], scores = "p", ModelBuilder.Integer("axis", 1));
        var model = OnnxModel.Parse("loss.onnx", builder.Node(type, [scores, "labels"], "loss", ModelBuilder.Text("reduction", "mean"), ModelBuilder.Integer("ignore_index", -100)).Output("loss").Bytes());
        Assert.Equal(LossKind.CrossEntropy, model.InferredLoss);
        Assert.Equal(2, model.Outputs);
        Assert.Equal("x", model.InputName);
        Assert.Contains("the network ends at 'z'", Assert.Single(model.Notes), StringComparison.Ordinal);
        Evaluation.Close(_w[..2], Evaluation.Outputs(model, [1, 0, 0, 0]), 0);
    }

    [Theory]
    [InlineData("reduction", "sum", "the mean over all examples")]
    [InlineData("else", "sum", "only reduction and ignore_index")]
    public void Other_losses_are_refused(string attribute, string value, string said)
    {
        var error = Assert.Throws<BadInputException>(() => OnnxModel.Parse("loss.onnx", new ModelBuilder().Input("x", ModelBuilder.Float32, -1, 4).Input("labels", ModelBuilder.Int64, -1)
            .Initializer("w", [4, 2], _w).Node("MatMul", ["x", "w"], "z")
            .Node("SoftmaxCrossEntropyLoss", ["z", "labels"], "loss", ModelBuilder.Text(attribute, value)).Output("loss").Bytes()));
        Assert.Contains("SoftmaxCrossEntropyLoss_1", error.Message, StringComparison.Ordinal);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sigmoid_at_the_end_belongs_to_the_logistic_loss()
    {
        var model = OnnxModel.Parse("sigmoid.onnx", new ModelBuilder().Input("x", ModelBuilder.Float32, -1, 4).Initializer("w", [4, 1], 1, 2, 3, 4)
            .Node("MatMul", ["x", "w"], "z").Node("Sigmoid", ["z"], "p").Output("p").Bytes());
        Evaluation.Close([1], Evaluation.Outputs(model.Network<double>(LossKind.Logistic), [1, 0, 0, 0]), 0);
        Evaluation.Close([1 / (1 + Math.Exp(-1))], Evaluation.Outputs(model.Network<double>(LossKind.SquaredError), [1, 0, 0, 0]));
    }

    [Fact]
    public void What_nothing_reads_is_a_parameter_without_effect_and_said_so()
    {
        var model = OnnxModel.Parse("m.onnx", TwoLayers().Initializer("spare", [3], 1, 2, 3).Bytes());
        Assert.Equal("spare", model.Parameters[^1].Name);
        Assert.Equal(["Nothing reads 'spare': the loss does not depend on it."], model.Notes);
        Assert.Equal(8 + 2 + 4 + 3, model.Network<double>().ParameterCount);
    }

    [Fact]
    public void Settings_and_scalars_are_no_parameters()
    {
        var builder = TwoLayers();
        builder.Graph.Initializer.Add(ModelBuilder.Tensor("factor", [], [2]));
        builder.Graph.Output.Clear();
        var model = OnnxModel.Parse("m.onnx", builder.Node("Mul", ["z", "factor"], "scaled").Output("scaled").Bytes());
        Assert.DoesNotContain(model.Parameters, parameter => parameter.Name == "factor");
    }

    [Fact]
    public void Two_parameters_broadcast_before_they_meet_an_example()
    {
        var model = OnnxModel.Parse("m.onnx", new ModelBuilder().Input("x", ModelBuilder.Float32, -1, 2, 3)
            .Initializer("a", [1, 2, 1], 1, 2).Initializer("b", [3], 10, 20, 30).Node("Add", ["a", "b"], "c").Node("Mul", ["x", "c"], "y").Node("Flatten", ["y"], "z").Output("z").Bytes());
        Evaluation.Close([11, 21, 31, 12, 22, 32], Evaluation.Outputs(model, [1, 1, 1, 1, 1, 1]), 0);
    }

    [Fact]
    public void Dropout_is_left_out_and_said_so()
    {
        var builder = TwoLayers();
        builder.Graph.Output.Clear();
        var model = OnnxModel.Parse("m.onnx", builder.Node("Dropout", ["z"], "d").Output("d").Bytes());
        Assert.Equal(["Dropout is left out: nothing is dropped, as in evaluation mode."], model.Notes);
    }

    [Fact]
    public void Batch_norm_takes_the_statistics_that_are_asked_for()
    {
        var model = OnnxModel.Parse("norm.onnx", new ModelBuilder().Input("x", ModelBuilder.Float32, -1, 1)
            .Initializer("scale", [1], 1).Initializer("shift", [1], 0).Initializer("mean", [1], 1).Initializer("variance", [1], 4)
            .Node("BatchNormalization", ["x", "scale", "shift", "mean", "variance"], "z", ModelBuilder.Integer("training_mode", 1), ModelBuilder.Number("epsilon", 1e-5f)).Output("z").Bytes());
        Assert.Contains("--batch-norm", Assert.Single(model.Notes), StringComparison.Ordinal);
        Evaluation.Close([2 / Math.Sqrt(4 + 1e-5), 0], Evaluation.Outputs(model, [3, 1]), 1e-15);
        Evaluation.Close([1 / Math.Sqrt(1 + 1e-5), -1 / Math.Sqrt(1 + 1e-5)], Evaluation.Outputs(model, [3, 1], BatchNormMode.Batch), 1e-12);
    }

    [Fact]
    public void An_open_example_shape_can_be_given()
    {
        var bytes = new ModelBuilder().Input("x", ModelBuilder.Float32, -1, -1).Initializer("w", [4, 2], _w).Node("MatMul", ["x", "w"], "z").Output("z").Bytes();
        Assert.Contains("an example of known shape", Assert.Throws<BadInputException>(() => OnnxModel.Parse("open.onnx", bytes)).Message, StringComparison.Ordinal);
        Assert.Equal(new Shape(4), OnnxModel.Parse("open.onnx", bytes, new OnnxOptions { InputShape = new Shape(4) }).InputShape);
    }

    [Fact]
    public void Constant_graphs_of_all_batch_sizes_share_one_copy()
    {
        var network = OnnxModel.Parse("m.onnx", TwoLayers().Bytes(), new OnnxOptions { Parameters = ["out.*"] }).Network<double>();
        Assert.Same(Weights(1), Weights(7));

        Basin.Numerics.Memory.NativeBuffer<double> Weights(int n)
        {
            var (head, _) = network.Build(n, BatchNormMode.Frozen, out _);
            var graph = new Graph<double>(head, Basin.Numerics.Graphs.Operations.Rearranging.Sum(head, [0, 1]));
            return graph.Operations.OfType<Constant<double>>().Single(constant => constant.Shape.Length == 8).Values;
        }
    }

    private static ModelBuilder TwoLayers() => new ModelBuilder().Input("x", ModelBuilder.Float32, -1, 4)
        .Initializer("fc.weight", [2, 4], _w).Initializer("fc.bias", [2], 0.5, -0.5).Initializer("out.weight", [2, 2], _v[..4])
        .Node("Gemm", ["x", "fc.weight", "fc.bias"], "h", ModelBuilder.Integer("transB", 1)).Node("Tanh", ["h"], "t").Node("MatMul", ["t", "out.weight"], "z").Output("z");
}
