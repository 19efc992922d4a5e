using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Onnx;
using Basin.Testing;

namespace Basin.Models.Tests.Onnx;

/// <summary>Every one of the format's node tests whose operators Basin claims, in both precisions.</summary>
public sealed class NodeTests
{
    private const int Fewest = 370;

    public static TheoryData<string> Names => NodeTestData.Missing is { } reason ? [reason] : [.. NodeTestData.Run];

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
        var run = NodeTestData.Run.Count();
        Assert.True(run >= Fewest, $"{run} node tests run; wanted {Fewest} or more.");
        Assert.Equal(NodeTestData.Claimed.Count, run + NodeTestExclusions.All.Count);
        foreach (var name in NodeTestExclusions.All.Keys) Assert.True(Fails(name), $"{name} is excluded, but it passes.");
    }

    /// <summary>docs/onnx.md says what was run here, and cannot say anything else.</summary>
    [Fact]
    public void The_table_in_the_documentation_is_what_was_run()
    {
        if (NodeTestData.Missing is { } reason) Assert.Skip(reason);
        Approved.Document(ConformanceTable.Write(), "docs/onnx.md");
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
        var results = OnnxEvaluator.Evaluate<T>(graph, NodeTestData.Feeds(name, graph));
        foreach (var (output, wanted) in NodeTestData.Wanted(name, graph))
        {
            var found = results[output];
            Assert.Equal(wanted.Shape, found.Shape);
            if (found.Type == wanted.Type && !wanted.Type.IsFloat()) Assert.Equal(wanted.Bytes.ToArray(), found.Bytes.ToArray());
            else Close(wanted.To<double>(), found.To<double>());
        }
    }

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
