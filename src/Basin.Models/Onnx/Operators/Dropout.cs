using Basin.Models.Onnx.Tracing;

namespace Basin.Models.Onnx.Operators;

/// <summary>The input: a loss that Basin can differentiate drops nothing.</summary>
internal sealed class Dropout() : OnnxOperator("Dropout")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        call.Ignore("seed");
        if (call.HasOutput(1)) throw call.Bad("a mask of what was dropped", "only the first output", "Export it in evaluation mode.");
        call.Note("Dropout is left out: nothing is dropped, as in evaluation mode.");
        return [inputs[0]];
    }
}
