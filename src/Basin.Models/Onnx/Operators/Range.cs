using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Operators;

/// <summary>start, start + step, … up to a limit.</summary>
internal sealed class Range() : ConstantOperator("Range")
{
    /// <inheritdoc/>
    protected override IReadOnlyList<OnnxTensor> Make(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        OnnxTensor start = Input(call, inputs, 0), limit = Input(call, inputs, 1), step = Input(call, inputs, 2);
        if (start.Length != 1 || limit.Length != 1 || step.Length != 1) throw call.Bad("several numbers", "one start, one limit and one step");
        var type = start.Type;
        if (type.IsFloat())
        {
            double first = start.To<double>()[0], delta = step.To<double>()[0], count = Math.Max(0, Math.Ceiling((limit.To<double>()[0] - first) / delta));
            if (double.IsNaN(count) || count > long.MaxValue / 2) throw call.Bad($"steps of {delta}", "steps towards the limit");
            var shape = call.FoldedShape(ElementType.Float64, (long)count);
            return [ElementConversion.Convert(OnnxTensor.Of(shape, [.. Enumerable.Range(0, shape.Length).Select(i => first + (i * delta))]), type)];
        }
        else
        {
            long first = start.To<long>()[0], delta = step.To<long>()[0];
            if (delta == 0) throw call.Bad("steps of 0", "steps towards the limit");
            var span = (Int128)limit.To<long>()[0] - first;
            var count = Int128.Max(0, (span + delta - Math.Sign(delta)) / delta);
            var shape = call.FoldedShape(ElementType.Int64, (long)Int128.Min(count, long.MaxValue));
            return [ElementConversion.Convert(OnnxTensor.Of(shape, [.. Enumerable.Range(0, shape.Length).Select(i => first + (i * delta))]), type)];
        }
    }
}
