using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Tracing;

/// <summary>An array that depends neither on examples nor on parameters. It becomes a node when an operation reads it.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class ConstantValue<T>(OnnxTensor tensor, ConstantPool<T> pool) : TraceValue<T>(tensor.Type, tensor.Shape)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override OnnxTensor? Constant => tensor;

    /// <inheritdoc/>
    public override Operation<T> Stored(ReadOnlySpan<int> order, Shape? shape = null) =>
        pool.Node(tensor, order, shape ?? Permutation.Of(Shape, order));

    /// <inheritdoc/>
    public override TraceValue<T> Transposed(ReadOnlySpan<int> order) => new ConstantValue<T>(tensor.Transposed(order), pool);

    /// <inheritdoc/>
    public override TraceValue<T> Reshaped(Shape shape) => new ConstantValue<T>(tensor.Reshaped(shape), pool);

    /// <inheritdoc/>
    public override TraceValue<T> OfType(ElementType type) => throw new NotSupportedException("A constant is converted, not renamed.");
}
