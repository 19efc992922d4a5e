using System.Collections.Immutable;
using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Tracing;

/// <summary>A trained array under some order of its axes, perhaps with axes of extent 1 added.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class ParameterValue<T> : TraceValue<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Added = -1;
    private readonly TrainedArray<T> _array;

    // Per axis of this value: the axis of the array, or none.
    private readonly ImmutableArray<int> _axes;

    public ParameterValue(TrainedArray<T> array)
        : this(array, [.. Permutation.Identity(array.Tensor.Shape.Rank)], array.Tensor.Type)
    {
    }

    private ParameterValue(TrainedArray<T> array, ImmutableArray<int> axes, ElementType type)
        : base(type, new Shape([.. axes.Select(axis => axis == Added ? 1 : array.Tensor.Shape[axis])])) => (_array, _axes) = (array, axes);

    /// <inheritdoc/>
    public override OnnxTensor? Setting => _array.Tensor.Transposed([.. _axes.Where(axis => axis != Added)]).Reshaped(Shape);

    /// <inheritdoc/>
    public override Operation<T> Stored(ReadOnlySpan<int> order, Shape? shape = null)
    {
        var axes = new List<int>(order.Length);
        foreach (var axis in order)
            if (_axes[axis] != Added) axes.Add(_axes[axis]);
        return _array.Node([.. axes], shape ?? Permutation.Of(Shape, order));
    }

    /// <inheritdoc/>
    public override TraceValue<T> Transposed(ReadOnlySpan<int> order)
    {
        var axes = new int[order.Length];
        for (var i = 0; i < axes.Length; i++) axes[i] = _axes[order[i]];
        return new ParameterValue<T>(_array, [.. axes], Type);
    }

    /// <inheritdoc/>
    public override TraceValue<T> Reshaped(Shape shape)
    {
        if (!Shape.Extents.Where(extent => extent != 1).SequenceEqual(shape.Extents.Where(extent => extent != 1)))
            return new NodeValue<T>(Type, new Reshape<T>(Plain(), shape));
        var real = new Queue<int>(_axes.Where((axis, at) => Shape[at] != 1));
        var dropped = new Queue<int>(_axes.Where((axis, at) => Shape[at] == 1 && axis != Added));
        int[] axes = [.. shape.Extents.Select(extent => extent != 1 ? real.Dequeue() : dropped.TryDequeue(out var axis) ? axis : Added)];

        return dropped.Count == 0 ? new ParameterValue<T>(_array, [.. axes], Type) : new NodeValue<T>(Type, new Reshape<T>(Plain(), shape));
    }

    /// <inheritdoc/>
    public override TraceValue<T> OfType(ElementType type) => new ParameterValue<T>(_array, _axes, type);
}
