using Basin.Models.Onnx;

namespace Basin.Models.Tests.Onnx;

/// <summary>Batch sizes that an exporter wrote into a file as numbers.</summary>
public sealed class BakedBatchTests
{
    // y = [token, x] per example, as a vision transformer puts its class token in front.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_token_for_each_exported_example_is_one_for_each_example(int exported)
    {
        var builder = new ModelBuilder().Input("x", ModelBuilder.Float32, exported, 2).Initializer("token", [1, 1], 7)
            .List("copies", exported, 1).Node("Expand", ["token", "copies"], "tokens")
            .Node("Concat", ["tokens", "x"], "y", ModelBuilder.Integer("axis", 1)).Output("y");
        var model = OnnxModel.Parse("tokens.onnx", builder.Bytes());
        Assert.Equal("token", Assert.Single(model.Parameters).Name);
        Evaluation.Close([7, 1, 2, 7, 3, 4], Evaluation.Outputs(model, [1, 2, 3, 4]), 0);
        Evaluation.Close([7, 1, 2, 7, 3, 4, 7, 5, 6], Evaluation.Outputs(model, [1, 2, 3, 4, 5, 6]), 0);
    }

    [Fact]
    public void Copies_that_are_not_the_batch_stay_as_many()
    {
        var builder = new ModelBuilder().Input("x", ModelBuilder.Float32, 2, 3).Initializer("w", [1, 2], 1, 10)
            .List("copies", 3, 2).Node("Expand", ["w", "copies"], "matrix").Node("MatMul", ["x", "matrix"], "y").Output("y");
        Evaluation.Close([6, 60], Evaluation.Outputs(OnnxModel.Parse("m.onnx", builder.Bytes()), [1, 2, 3]), 0);
    }
}
