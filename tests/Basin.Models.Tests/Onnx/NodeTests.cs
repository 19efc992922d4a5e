using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Models.Onnx;

namespace Basin.Models.Tests.Onnx;

/// <summary>Every one of the format's node tests whose operators Basin claims, in both precisions.</summary>
public sealed class NodeTests
{
    private const int Fewest = 370;

    public static TheoryData<string> Names => NodeTestData.Missing is { } reason ? [reason] : [.. NodeTestData.Claimed.Keys.Except(NodeTestExclusions.All.Keys)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Passes(string name)
    {
        if (NodeTestData.Missing is { } reason) Assert.Skip(reason);
        Check<double>(name);
        Check<float>(name);
    }

    [Fact]
    public void Enough_are_run_and_what_is_not_is_excluded_for_a_reason()
    {
        if (NodeTestData.Missing is { } reason) Assert.Skip(reason);
        Assert.True(Names.Count >= Fewest, $"{Names.Count} node tests run; wanted {Fewest} or more.");
        Assert.Empty(NodeTestExclusions.All.Keys.Except(NodeTestData.Claimed.Keys));
        foreach (var name in NodeTestExclusions.All.Keys) Assert.True(Fails(name), $"{name} is excluded, but it passes.");
    }

    private static bool Fails(string name)
    {
        try
        {
            Check<double>(name);
            Check<float>(name);
            return false;
        }
        catch (Exception e) when (e is BadInputException or Xunit.Sdk.XunitException or Google.Protobuf.InvalidProtocolBufferException)
        {
            return true;
        }
    }

    private static void Check<T>(string name)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var graph = NodeTestData.Graph(name);
        var (inputs, outputs) = NodeTestData.Arrays(name);
        Assert.Equal(graph.Inputs.Length, inputs.Length);
        var feeds = graph.Inputs.Zip(inputs).ToDictionary(pair => pair.First.Name, pair => Declared(pair.First, pair.Second));
        var mode = name.Contains("training_mode", StringComparison.Ordinal) ? BatchNormMode.Batch : BatchNormMode.Frozen;
        var results = OnnxEvaluator.Evaluate<T>(graph, feeds, mode);
        for (var i = 0; i < outputs.Length; i++)
        {
            var (wanted, found) = (Declared(graph.Outputs[i], outputs[i]), results[graph.Outputs[i].Name]);
            Assert.Equal(wanted.Shape, found.Shape);
            if (found.Type == wanted.Type && !wanted.Type.IsFloat()) Assert.Equal(wanted.Bytes.ToArray(), found.Bytes.ToArray());
            else Close(wanted.To<double>(), found.To<double>());
        }
    }

    // The files keep bfloat16 as the integers of its bits.
    private static OnnxTensor Declared(OnnxInput declared, OnnxTensor array) =>
        declared.Type == ElementType.BFloat16 && array.Type == ElementType.UInt16 ? new OnnxTensor(ElementType.BFloat16, array.Shape, array.Bytes) : array;

    // numpy's allclose with the tolerances of the format's own runner.
    private static void Close(double[] wanted, double[] found)
    {
        for (var i = 0; i < wanted.Length; i++)
        {
            var close = wanted[i].Equals(found[i]) || Math.Abs(wanted[i] - found[i]) <= 1e-7 + (1e-3 * Math.Abs(wanted[i]));
            Assert.True(close, $"element {i} is {found[i]}, wanted {wanted[i]}.");
        }
    }
}
