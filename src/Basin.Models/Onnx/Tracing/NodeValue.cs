using System.Collections.Immutable;
using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Tracing;

/// <summary>The result of an operation, or the examples.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class NodeValue<T> : TraceValue<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Operation<T> _node;
    private readonly ImmutableArray<int> _order;
    private readonly Dictionary<string, Operation<T>> _moved;

    /// <summary>A node whose axes are in the file's order.</summary>
    public NodeValue(ElementType type, Operation<T> node)
        : this(type, node, Permutation.Identity(node.Shape.Rank))
    {
    }

    /// <summary>A node whose axis i is axis <c>order[i]</c> of the value.</summary>
    public NodeValue(ElementType type, Operation<T> node, ReadOnlySpan<int> order)
        : this(type, node, order, [])
    {
    }

    private NodeValue(ElementType type, Operation<T> node, ReadOnlySpan<int> order, Dictionary<string, Operation<T>> moved)
        : base(type, Permutation.Of(node.Shape, Permutation.Inverse(order))) => (_node, _order, _moved) = (node, [.. order], moved);

    /// <inheritdoc/>
    public override ReadOnlySpan<int> Order => _order.AsSpan();

    /// <inheritdoc/>
    public override Operation<T> Stored(ReadOnlySpan<int> order, Shape? shape = null)
    {
        var inverse = Permutation.Inverse(Order);
        var move = new int[order.Length];
        for (var i = 0; i < move.Length; i++) move[i] = inverse[order[i]];
        var moved = Move(move);
        return shape is null || shape.Equals(moved.Shape) ? moved : new Reshape<T>(moved, shape);
    }

    /// <inheritdoc/>
    public override TraceValue<T> Transposed(ReadOnlySpan<int> order)
    {
        var inverse = Permutation.Inverse(order);
        return new NodeValue<T>(Type, _node, [.. _order.Select(axis => inverse[axis])], _moved);
    }

    /// <inheritdoc/>
    public override TraceValue<T> Reshaped(Shape shape)
    {
        if (shape.Equals(Shape)) return this;
        if (AxisGroups.Reorder(Shape, shape, Order) is not { } order) return new NodeValue<T>(Type, new Reshape<T>(Plain(), shape));
        return new NodeValue<T>(Type, new Reshape<T>(_node, Permutation.Of(shape, order)), order);
    }

    /// <inheritdoc/>
    public override TraceValue<T> OfType(ElementType type) => new NodeValue<T>(type, _node, Order, _moved);

    // The axes of the node in another order; each order once, however many ask for it.
    private Operation<T> Move(int[] move)
    {
        if (Permutation.IsIdentity(move)) return _node;
        var key = string.Join(' ', move);
        if (_moved.TryGetValue(key, out var found)) return found;
        return _moved[key] = Permutation.MovesNothing(_node.Shape, move)
            ? new Reshape<T>(_node, Permutation.Of(_node.Shape, move))
            : _node.Transpose(move);
    }
}
