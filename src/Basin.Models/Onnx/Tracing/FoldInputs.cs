using System.Collections;

namespace Basin.Models.Onnx.Tracing;

/// <summary>The constants that a node reads. Notes which were asked for: one that was not would be silently ignored.</summary>
internal sealed class FoldInputs(OnnxCall call, OnnxTensor?[] tensors) : IReadOnlyList<OnnxTensor?>
{
    /// <inheritdoc/>
    public int Count => tensors.Length;

    /// <inheritdoc/>
    public OnnxTensor? this[int index]
    {
        get
        {
            call.AskedInput(index);
            return index < tensors.Length ? tensors[index] : throw call.Bad($"no input {index + 1}", "one");
        }
    }

    /// <inheritdoc/>
    public IEnumerator<OnnxTensor?> GetEnumerator()
    {
        for (var i = 0; i < tensors.Length; i++) yield return this[i];
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
