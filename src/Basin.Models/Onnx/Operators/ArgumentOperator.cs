using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Operators;

/// <summary>The place of the largest or smallest along an axis of a constant.</summary>
internal abstract class ArgumentOperator(string name, int sign) : OnnxOperator(name)
{
    /// <inheritdoc/>
    public override bool HasDerivative => false;

    /// <inheritdoc/>
    public override IReadOnlyList<OnnxTensor> Fold(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = inputs is [{ } input] ? input : throw call.Bad($"{inputs.Count} inputs", "one");
        var axis = call.Axis(call.Integer("axis", 0), x.Shape.Rank);
        var (keeps, last) = (call.Flag("keepdims", true), call.Flag("select_last_index"));
        if (x.Shape[axis] == 0) throw call.Bad($"shape {x.Shape}", "elements");
        int[] order = [.. Enumerable.Range(0, x.Shape.Rank).Where(a => a != axis), axis];
        long[] places = [.. x.Transposed(order).To<double>().Chunk(x.Shape[axis]).Select(row => (long)Place(row, last))];
        return [OnnxTensor.Of(new Shape([.. x.Shape.Extents.Select((extent, a) => a == axis ? 1 : extent).Where((_, a) => keeps || a != axis)]), places)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs) =>
        throw call.Bad("an input that depends on the examples", "a constant: a place has no derivative");

    private int Place(double[] row, bool last)
    {
        var place = 0;
        for (var i = 1; i < row.Length; i++)
            if (row[i].CompareTo(row[place]) * sign > 0 || (last && row[i] == row[place])) place = i;
        return place;
    }
}

/// <summary>The place of the largest.</summary>
internal sealed class ArgMax() : ArgumentOperator("ArgMax", 1);

/// <summary>The place of the smallest.</summary>
internal sealed class ArgMin() : ArgumentOperator("ArgMin", -1);
