using System.Numerics;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>An operator that goes along one axis, or, up to opset 12, along all from one axis on as if they were one.</summary>
internal abstract class SoftmaxOperator(string name) : OnnxOperator(name)
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var x = inputs[0];
        if (call.Opset < 13)
        {
            var from = call.Axis(call.Integer("axis", 1), x.Rank + 1);
            var rows = new Reshape<T>(x.Plain(), new Shape(x.Shape.Count(..from), x.Shape.Count(from..)));
            return [inputs.Node(new Reshape<T>(Along(rows), x.Shape))];
        }

        var axis = call.Axis(call.Integer("axis", -1), x.Rank);
        int[] order = x.Order[^1] == axis ? [.. x.Order] : [.. Enumerable.Range(0, x.Rank).Where(a => a != axis), axis];
        return [inputs.Node(Along(x.Stored(order)), order)];
    }

    /// <summary>The operation along the last axis.</summary>
    protected abstract Operation<T> Along<T>(Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>eˣ/Σeˣ.</summary>
internal sealed class Softmax() : SoftmaxOperator("Softmax")
{
    /// <inheritdoc/>
    protected override Operation<T> Along<T>(Operation<T> x) => new Softmax<T>(x);
}

/// <summary>x − ln Σeˣ.</summary>
internal sealed class LogSoftmax() : SoftmaxOperator("LogSoftmax")
{
    /// <inheritdoc/>
    protected override Operation<T> Along<T>(Operation<T> x) => new LogSoftmax<T>(x);
}
