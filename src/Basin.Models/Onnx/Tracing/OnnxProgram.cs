using System.Collections.Immutable;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Tracing;

/// <summary>What of a graph is built, whatever the number type and the batch size.</summary>
/// <param name="Graph">The file.</param>
/// <param name="Nodes">Those that the outputs need, inputs before users.</param>
/// <param name="Trained">The initializers that are parameters when a differentiable input reads them.</param>
internal sealed record OnnxProgram(OnnxGraph Graph, ImmutableArray<OnnxNode> Nodes, ImmutableHashSet<string> Trained)
{
    /// <summary>The batch size that the file was exported with; null when it left that open.</summary>
    public int? ExportedExamples { get; init; }

    /// <summary>The nodes below some names, without the names of outputs that nobody reads: exporters write those too.</summary>
    public static ImmutableArray<OnnxNode> Below(OnnxGraph graph, IEnumerable<string> names)
    {
        var wanted = names.ToHashSet();
        var found = new Stack<OnnxNode>();
        foreach (var node in graph.Nodes.Reverse())
        {
            if (!node.Outputs.Any(wanted.Contains)) continue;
            found.Push(node);
            wanted.UnionWith(node.Inputs);
        }

        return [.. found.Select(node => node with { Outputs = [.. node.Outputs.Select(output => wanted.Contains(output) ? output : "")] })];
    }
}
