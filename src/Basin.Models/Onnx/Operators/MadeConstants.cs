using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;

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

/// <summary>One number, everywhere.</summary>
internal sealed class ConstantOfShape() : ConstantOperator("ConstantOfShape")
{
    /// <inheritdoc/>
    public override bool HasDerivative => true;

    /// <inheritdoc/>
    protected override IReadOnlyList<OnnxTensor> Make(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        var value = call.Tensor("value") ?? OnnxTensor.Of(Shape.Scalar, new float[1]);
        if (value.Length != 1) throw call.Bad($"a value of shape {value.Shape}", "one number");
        var shape = call.FoldedShape(value.Type, Input(call, inputs, 0).To<long>());
        return [new Movement(shape, new int[shape.Length]).Apply(value)];
    }
}

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

/// <summary>Ones on a diagonal, zeros elsewhere.</summary>
internal sealed class EyeLike() : ConstantOperator("EyeLike")
{
    /// <inheritdoc/>
    protected override IReadOnlyList<OnnxTensor> Make(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        var like = Input(call, inputs, 0);
        var type = call.Integer("dtype", -1) is >= 0 and var code ? OnnxTensorReader.TypeOf((int)Math.Min(code, int.MaxValue)) ?? throw call.Bad($"type {code}", "a number type") : like.Type;
        if (like.Shape.Rank != 2) throw call.Bad($"shape {like.Shape}", "a matrix");
        var shape = call.FoldedShape(ElementType.Int64, [.. like.Shape.Extents]);
        var k = call.Integer("k", 0);
        return [ElementConversion.Convert(OnnxTensor.Of(shape, [.. Enumerable.Range(0, shape.Length).Select(i => (i % shape[1]) - (long)(i / shape[1]) == k ? 1L : 0)]), type)];
    }
}

/// <summary>One of two numbers for each class: on at the class, off elsewhere.</summary>
internal sealed class OneHot() : ConstantOperator("OneHot")
{
    /// <inheritdoc/>
    protected override IReadOnlyList<OnnxTensor> Make(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        OnnxTensor indices = Input(call, inputs, 0), depth = Input(call, inputs, 1), values = Input(call, inputs, 2);
        if (depth.Length != 1 || values.Length != 2) throw call.Bad($"depth {depth.Shape} and values {values.Shape}", "one depth and two values");
        var (classes, rank) = (depth.To<long>()[0], indices.Shape.Rank + 1);
        var axis = call.Axis(call.Integer("axis", -1), rank);
        var shape = call.FoldedShape(values.Type, [.. indices.Shape.Extents[..axis], classes, .. indices.Shape.Extents[axis..]]);
        var (labels, inner) = (indices.To<double>(), indices.Shape.Count(axis..));
        return [Movement.Of(shape, at =>
        {
            var i = 0;
            for (var a = 0; a < rank; a++)
                if (a != axis) i = (i * shape[a]) + at[a];
            var label = labels[i] < 0 ? labels[i] + classes : labels[i];
            return label == at[axis] ? 1 : 0;
        }).Apply(values)];
    }
}

/// <summary>Where a constant is not 0: its indices, one column each.</summary>
internal sealed class NonZero() : ConstantOperator("NonZero")
{
    /// <inheritdoc/>
    protected override IReadOnlyList<OnnxTensor> Make(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = Input(call, inputs, 0);
        int[] found = [.. x.To<double>().Select((value, i) => value != 0 ? i : -1).Where(i => i >= 0)];
        var shape = call.FoldedShape(ElementType.Int64, x.Shape.Rank, found.Length);
        return [OnnxTensor.Of(shape, [.. Enumerable.Range(0, x.Shape.Rank).SelectMany(axis => found.Select(i => (long)(i / x.Shape.Count((axis + 1)..) % x.Shape[axis])))])];
    }
}

/// <summary>Whether each number is NaN.</summary>
internal sealed class IsNaN() : ConstantOperator("IsNaN")
{
    /// <inheritdoc/>
    protected override IReadOnlyList<OnnxTensor> Make(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = Input(call, inputs, 0);
        return [OnnxTensor.Of(x.Shape, Array.ConvertAll(x.To<double>(), double.IsNaN))];
    }
}

/// <summary>Whether each number is infinite, on one side or both.</summary>
internal sealed class IsInf() : ConstantOperator("IsInf")
{
    /// <inheritdoc/>
    protected override IReadOnlyList<OnnxTensor> Make(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = Input(call, inputs, 0);
        var (negative, positive) = (call.Flag("detect_negative", true), call.Flag("detect_positive", true));
        return [OnnxTensor.Of(x.Shape, Array.ConvertAll(x.To<double>(), value => (negative && double.IsNegativeInfinity(value)) || (positive && double.IsPositiveInfinity(value))))];
    }
}
