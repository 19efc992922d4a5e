using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;

namespace Basin.Models.Onnx.Tracing;

/// <summary>The numbers of constants as <typeparamref name="T"/>, one copy for the graphs of all batch sizes.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class ConstantPool<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ConditionalWeakTable<OnnxTensor, Dictionary<string, NativeBuffer<T>>> _buffers = [];

    /// <summary>A node with the elements of a constant.</summary>
    /// <param name="tensor">The constant.</param>
    /// <param name="order">Axis i of the node is axis order[i] of the tensor.</param>
    /// <param name="shape">The node's shape, of as many elements.</param>
    public Constant<T> Node(OnnxTensor tensor, ReadOnlySpan<int> order, Shape shape)
    {
        var key = Permutation.MovesNothing(tensor.Shape, order) ? "" : string.Join(' ', order.ToArray());
        var orders = _buffers.GetOrCreateValue(tensor);
        if (!orders.TryGetValue(key, out var buffer))
        {
            var moved = tensor.Transposed(order);
            buffer = new NativeBuffer<T>(moved.Length);
            moved.CopyTo(buffer.Span);
            orders[key] = buffer;
        }

        return new Constant<T>($"constant {tensor}", buffer, shape);
    }
}
