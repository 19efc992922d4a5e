using Basin.Models.Data;
using Basin.Models.Onnx;
using Basin.Numerics.Graphs;

namespace Basin.Models.Tests.Onnx;

public sealed class OnnxEvaluatorTests
{
    [Fact]
    public void Floating_point_feeds_go_through_operations_and_shapes_are_folded()
    {
        var graph = OnnxReader.Parse("a.onnx", new ModelBuilder()
            .Input("a", ModelBuilder.Float32, 2, 3).Input("b", ModelBuilder.Float32, 3).Input("s", ModelBuilder.Int64, 1)
            .Node("Add", ["a", "b"], "sum").Node("Shape", ["a"], "shape").Node("Concat", ["shape", "s"], "longer", ModelBuilder.Integer("axis", 0))
            .Node("Reshape", ["sum", "longer"], "y").Node("Identity", ["b"], "same")
            .Output("y").Output("longer").Output("same").Bytes());
        var results = OnnxEvaluator.Evaluate<double>(graph, new Dictionary<string, OnnxTensor>
        {
            ["a"] = OnnxTensor.Of(new Shape(2, 3), new float[] { 1, 2, 3, 4, 5, 6 }),
            ["b"] = OnnxTensor.Of(new Shape(3), new float[] { 10, 20, 30 }),
            ["s"] = OnnxTensor.List(1),
        });
        Assert.Equal(new Shape(2, 3, 1), results["y"].Shape);
        Assert.Equal([11, 22, 33, 14, 25, 36], results["y"].To<double>());
        Assert.Equal([2L, 3, 1], results["longer"].To<long>());
        Assert.Equal([10, 20, 30], results["same"].To<double>());
        Assert.Equal(ElementType.Int64, results["longer"].Type);
    }

    [Fact]
    public void An_operator_without_arithmetic_on_constants_is_evaluated()
    {
        var graph = OnnxReader.Parse("a.onnx", new ModelBuilder()
            .Initializer("c", [2], 0, 1).Node("Tanh", ["c"], "t").Node("Cast", ["t"], "y", ModelBuilder.Integer("to", ModelBuilder.Int64)).Output("t").Output("y").Bytes());
        var results = OnnxEvaluator.Evaluate<float>(graph, new Dictionary<string, OnnxTensor>());
        Evaluation.Close([0, Math.Tanh(1)], results["t"].To<double>(), 1e-6);
        Assert.Equal([0L, 0], results["y"].To<long>());
    }
}
