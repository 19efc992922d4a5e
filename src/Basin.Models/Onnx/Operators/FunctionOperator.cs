using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Operators;

/// <summary>An operator of one floating-point input, element by element, in whatever order it is stored.</summary>
internal abstract class FunctionOperator(string name) : OnnxOperator(name)
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var x = inputs[0];
        if (!x.Type.IsFloat()) throw call.Bad($"an input of type {x.Type}", "floating-point numbers");
        return [inputs.Node(Apply(call, x.AsStored()), x.Order)];
    }

    /// <summary>The operation on a node of any shape.</summary>
    protected abstract Operation<T> Apply<T>(OnnxCall call, Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
