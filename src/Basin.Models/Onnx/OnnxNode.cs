using System.Collections.Immutable;
using Basin.Models.Data;

namespace Basin.Models.Onnx;

/// <summary>One operator of a graph, with the names of what it reads and writes. An absent optional input or output is the empty name.</summary>
internal sealed record OnnxNode(
    string Name, string Type, ImmutableArray<string> Inputs, ImmutableArray<string> Outputs, ImmutableArray<OnnxAttribute> Attributes)
{
    /// <summary>What messages call it.</summary>
    public string Label => Name.Length > 0 ? $"{Printable.Text(Type)} node '{Printable.Text(Name, 120)}'"
        : $"{Printable.Text(Type)} node of '{Printable.Text(Outputs.FirstOrDefault(output => output.Length > 0) ?? "", 120)}'";
}
