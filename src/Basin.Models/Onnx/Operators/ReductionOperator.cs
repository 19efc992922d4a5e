using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>An operator that makes one number of all along some axes, which stay with extent 1 or go.</summary>
internal abstract class ReductionOperator(string name) : OnnxOperator(name)
{
    /// <inheritdoc/>
    public override IReadOnlyList<OnnxTensor>? Fold(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = inputs.Count > 0 && inputs[0] is { } first ? first : throw call.Bad("no input", "one");
        if (x.Type.IsFloat()) return null;
        var axes = Axes(call, x.Shape.Rank, inputs.ElementAtOrDefault(1)?.To<long>());
        if (axes.Any(axis => x.Shape[axis] == 0)) throw call.Bad($"shape {x.Shape}", "elements");
        var rows = Rows(x, axes);
        var reduced = x.Type == ElementType.UInt64 ? Whole<ulong>(rows) : Whole<long>(rows);
        return reduced is null ? null : [ElementConversion.Convert(reduced, x.Type).Reshaped(Kept(call, x.Shape, axes))];

        OnnxTensor? Whole<TElement>(OnnxTensor rows)
            where TElement : unmanaged, INumber<TElement>
        {
            var results = rows.To<TElement>().Chunk(Math.Max(1, rows.Shape[1])).Select(row => Reduce(row)).ToArray();
            return results.Any(result => result is null) ? null : OnnxTensor.Of(new Shape(results.Length), Array.ConvertAll(results, result => result!.Value));
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var x = inputs[0];
        var axes = Axes(call, x.Rank, inputs.Optional(1) is null ? null : inputs.Integers(1));
        if (axes.Any(axis => x.Shape[axis] == 0)) throw call.Bad($"shape {x.Shape}", "elements");
        int[] order = [.. x.Order];
        int[] stored = [.. axes.Select(axis => Array.IndexOf(order, axis)).Order()];
        var y = axes.Length == 0 ? Reduce(call, x.AsStored(), [], 1) : Reduce(call, x.AsStored(), stored, axes.Aggregate(1, (count, axis) => count * x.Shape[axis]));
        var kept = new Shape([.. x.Shape.Extents.Select((extent, axis) => axes.Contains(axis) ? 1 : extent)]);
        var value = inputs.Node(y.Shape.Rank == x.Rank ? y : new Reshape<T>(y, Permutation.Of(kept, order)), order);
        return [value.Reshaped(Kept(call, x.Shape, axes))];
    }

    /// <summary>The reduction of a node; the axes stay or go.</summary>
    /// <param name="call">The settings.</param>
    /// <param name="x">The node.</param>
    /// <param name="axes">Its axes, in order; perhaps none.</param>
    /// <param name="count">How many numbers become one.</param>
    protected abstract Operation<T> Reduce<T>(OnnxCall call, Operation<T> x, int[] axes, int count)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>The reduction of whole numbers; null when it is not one.</summary>
    protected virtual TElement? Reduce<TElement>(TElement[] row)
        where TElement : unmanaged, INumber<TElement> => null;

    /// <summary>The axes last and as one, for operations that go along the last axis.</summary>
    protected static Operation<T> ToLast<T>(Operation<T> x, int[] axes, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] rest = [.. Enumerable.Range(0, x.Shape.Rank).Except(axes)], order = [.. rest, .. axes];
        var moved = Permutation.MovesNothing(x.Shape, order) ? x : x.Transpose(order);
        return new Reshape<T>(moved, new Shape([.. rest.Select(axis => x.Shape[axis]), count]));
    }

    private static int[] Axes(OnnxCall call, int rank, long[]? given)
    {
        var (named, isNothing) = (given ?? call.Integers("axes")?.ToArray() ?? [], call.Flag("noop_with_empty_axes"));
        return named.Length > 0 || isNothing ? call.Axes(named, rank) : [.. Enumerable.Range(0, rank)];
    }

    private static Shape Kept(OnnxCall call, Shape x, int[] axes)
    {
        var keeps = call.Flag("keepdims", true);
        return new Shape([.. x.Extents.Select((extent, axis) => axes.Contains(axis) ? 1 : extent).Where((_, axis) => keeps || !axes.Contains(axis))]);
    }

    private static OnnxTensor Rows(OnnxTensor x, int[] axes)
    {
        var rest = Enumerable.Range(0, x.Shape.Rank).Except(axes).ToArray();
        var moved = x.Transposed([.. rest, .. axes]);
        return moved.Reshaped(new Shape(moved.Shape.Count(..rest.Length), moved.Shape.Count(rest.Length..)));
    }
}
