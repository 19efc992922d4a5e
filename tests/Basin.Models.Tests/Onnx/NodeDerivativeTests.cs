namespace Basin.Models.Tests.Onnx;

/// <summary>The derivatives of every node test that depends on floating-point inputs.</summary>
public sealed class NodeDerivativeTests
{
    // Where the value is NaN, or a pole is so near that differences are coarse.
    private static readonly string[] _undefined = ["test_acosh_example", "test_cast_BFLOAT16_to_FLOAT", "test_castlike_BFLOAT16_to_FLOAT", "test_castlike_BFLOAT16_to_FLOAT_expanded"];

    public static TheoryData<string> Names => NodeTestData.Missing is { } reason ? [reason] : [.. NodeTestData.Run.Except(_undefined)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Derivatives_are_those_of_the_value(string name)
    {
        if (NodeTestData.Missing is { } reason) Assert.Skip(reason);
        var graph = NodeTestData.Graph(name);
        DerivativeCheck.Run(graph, NodeTestData.Feeds(name, graph));
    }
}
