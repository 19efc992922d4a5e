using Basin.Models.Onnx.Tracing;

namespace Basin.Models.Onnx.Operators;

/// <summary>An operator that makes a constant from constants, without a derivative.</summary>
internal abstract class ConstantOperator(string name) : OnnxOperator(name)
{
    /// <inheritdoc/>
    public override bool HasDerivative => false;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<OnnxTensor> Fold(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs) => Make(call, inputs);

    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs) =>
        throw call.Bad("an input that depends on the examples", "a constant: this operator has no derivative here");

    /// <summary>Makes the outputs.</summary>
    protected abstract IReadOnlyList<OnnxTensor> Make(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs);

    /// <summary>An input that must be there.</summary>
    protected static OnnxTensor Input(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs, int index) =>
        inputs.ElementAtOrDefault(index) ?? throw call.Bad($"no input {index + 1}", "one");
}
