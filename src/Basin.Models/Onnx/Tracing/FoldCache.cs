namespace Basin.Models.Onnx.Tracing;

/// <summary>Folded results of the last graph built, so that the next one of another batch size folds only what that changes.</summary>
internal sealed class FoldCache
{
    private readonly Dictionary<OnnxNode, (OnnxTensor?[] Inputs, IReadOnlyList<OnnxTensor> Outputs)> _last = new(ReferenceEqualityComparer.Instance);

    public IReadOnlyList<OnnxTensor>? Find(OnnxNode node, OnnxTensor?[] inputs) =>
        _last.TryGetValue(node, out var found) && found.Inputs.AsSpan().SequenceEqual(inputs) ? found.Outputs : null;

    public void Keep(OnnxNode node, OnnxTensor?[] inputs, IReadOnlyList<OnnxTensor> outputs) => _last[node] = (inputs, outputs);
}
