using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Operators;

/// <summary>An operator that only moves elements of its first input; its other inputs are settings.</summary>
internal abstract class MovementOperator(string name) : OnnxOperator(name)
{
    /// <inheritdoc/>
    public override IReadOnlyList<OnnxTensor> Fold(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = inputs.Count > 0 && inputs[0] is { } first ? first : throw call.Bad("no input", "one");
        var settings = new Settings(call, index => index < inputs.Count ? inputs[index] : null);
        return [.. Movements(call, x.Shape, settings).Select(movement =>
        {
            call.FoldedShape(x.Type, [.. movement.Shape.Extents]);
            return movement.Apply(x, Otherwise(settings));
        })];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var settings = new Settings(call, index => inputs.Optional(index) is null ? null : inputs.Setting(index));
        var otherwise = Otherwise(settings)?.To<double>()[0] ?? 0;
        return [.. Movements(call, inputs[0].Shape, settings).Select(movement =>
        {
            call.RequireSmall(4L * movement.Sources.Length / inputs.Examples);
            return inputs.Node(movement.Apply(inputs[0].Plain(), otherwise));
        })];
    }

    /// <summary>One movement for each output.</summary>
    protected abstract IEnumerable<Movement> Movements(OnnxCall call, Shape shape, Settings settings);

    /// <summary>What stands where nothing is moved to; null for 0.</summary>
    protected virtual OnnxTensor? Otherwise(Settings settings) => null;

    /// <summary>The inputs after the first.</summary>
    protected sealed class Settings(OnnxCall call, Func<int, OnnxTensor?> find)
    {
        /// <summary>Input <paramref name="index"/>; null when it is absent.</summary>
        public OnnxTensor? Optional(int index) => find(index);

        /// <summary>Input <paramref name="index"/> as whole numbers; null when it is absent.</summary>
        public long[]? Integers(int index) => find(index) is not { } tensor ? null
            : Data.ElementCodec.IsFloat(tensor.Type) ? throw call.Bad($"input {index + 1} is {tensor}", "whole numbers")
            : tensor.To<long>();

        /// <summary>Input <paramref name="index"/> as whole numbers, which must be there.</summary>
        public long[] Required(int index) => Integers(index) ?? throw call.Bad($"no input {index + 1}", "one");
    }
}
