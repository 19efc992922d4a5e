using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>y[…, indices[…, i, …], …] = updates[…, i, …] along an axis.</summary>
internal sealed class ScatterElements(string name = "ScatterElements") : ScatterOperator(name)
{
    /// <inheritdoc/>
    protected override int[] Places(OnnxCall call, Shape data, OnnxTensor indices, Shape updates) =>
        GatherElements.Places(call, data, indices, indices.To<long>());
}

/// <summary>y[indices[i…]] = updates[i…]: parts of an array replaced at tuples of indices.</summary>
internal sealed class ScatterND() : ScatterOperator("ScatterND")
{
    /// <inheritdoc/>
    protected override int[] Places(OnnxCall call, Shape data, OnnxTensor indices, Shape updates)
    {
        var starts = GatherND.Starts(call, data, indices, indices.To<long>(), 0, out var length);
        return [.. starts.SelectMany(start => Enumerable.Range(start, length))];
    }
}
