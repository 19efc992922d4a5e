using System.Collections.Immutable;
using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Models.Onnx.Operators;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Tracing;

/// <summary>An array that depends neither on examples nor on parameters. It becomes a node when an operation reads it.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class ConstantValue<T> : TraceValue<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly OnnxTensor _tensor;
    private readonly ConstantPool<T> _pool;

    // Axis i of this value is axis _order[i] of the tensor.
    private readonly ImmutableArray<int> _order;

    public ConstantValue(OnnxTensor tensor, ConstantPool<T> pool)
        : this(tensor, pool, [.. Permutation.Identity(tensor.Shape.Rank)])
    {
    }

    private ConstantValue(OnnxTensor tensor, ConstantPool<T> pool, ImmutableArray<int> order)
        : base(tensor.Type, Permutation.Of(tensor.Shape, order.AsSpan())) => (_tensor, _pool, _order) = (tensor, pool, order);

    /// <inheritdoc/>
    public override OnnxTensor Constant => field ??= _tensor.Transposed(_order.AsSpan());

    /// <inheritdoc/>
    public override Operation<T> Stored(ReadOnlySpan<int> order, Shape? shape = null) =>
        _pool.Node(_tensor, Of(order).AsSpan(), shape ?? Permutation.Of(Shape, order));

    /// <inheritdoc/>
    public override TraceValue<T> Transposed(ReadOnlySpan<int> order) => new ConstantValue<T>(_tensor, _pool, Of(order));

    /// <inheritdoc/>
    public override TraceValue<T> Reshaped(Shape shape) => new ConstantValue<T>(Constant.Reshaped(shape), _pool);

    /// <inheritdoc/>
    public override TraceValue<T> OfType(ElementType type) => new ConstantValue<T>(ElementConversion.Convert(Constant, type), _pool);

    private ImmutableArray<int> Of(ReadOnlySpan<int> order)
    {
        var axes = ImmutableArray.CreateBuilder<int>(order.Length);
        foreach (var axis in order) axes.Add(_order[axis]);
        return axes.MoveToImmutable();
    }
}
