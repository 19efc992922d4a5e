using System.Collections.Immutable;

namespace Basin.Models.Onnx;

/// <summary>What a file says, checked for form: every name is defined once and before its use, and every array has its bytes.</summary>
/// <param name="Path">The file, for messages.</param>
/// <param name="Name">The graph's name.</param>
/// <param name="Opset">The version of the operators.</param>
/// <param name="Nodes">Inputs before users.</param>
/// <param name="Initializers">The stored arrays by name, in the file's order.</param>
/// <param name="Inputs">What must be fed: inputs with a stored array are not among them.</param>
/// <param name="Outputs">What the graph computes.</param>
internal sealed record OnnxGraph(
    string Path,
    string Name,
    int Opset,
    ImmutableArray<OnnxNode> Nodes,
    ImmutableArray<KeyValuePair<string, OnnxTensor>> Initializers,
    ImmutableArray<OnnxInput> Inputs,
    ImmutableArray<OnnxInput> Outputs)
{
    /// <summary>The bytes of the stored arrays.</summary>
    public long StoredBytes { get; } = Initializers.Sum(entry => (long)entry.Value.Bytes.Length);
}
