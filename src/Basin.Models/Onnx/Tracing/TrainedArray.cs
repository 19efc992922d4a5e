using System.Collections.Immutable;
using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Tracing;

/// <summary>
/// One stored array that is trained. Its first use in a graph chooses the order of its axes in θ, so that the operation
/// reads the parameter itself; a use in another order gets it transposed.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class TrainedArray<T>(string name, OnnxTensor tensor, Tracer<T> tracer)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private Operation<T>? _parameter;
    private ImmutableArray<int> _order;

    /// <summary>As the file has it.</summary>
    public OnnxTensor Tensor { get; } = tensor;

    /// <summary>The parameter, or what is made of it.</summary>
    /// <param name="order">Axis i of the node is axis order[i] of the file's array, before <paramref name="shape"/>.</param>
    /// <param name="shape">The node's shape, of as many elements.</param>
    public Operation<T> Node(ImmutableArray<int> order, Shape shape)
    {
        if (_parameter is null)
        {
            var stored = new StoredOrder(Tensor.Shape, order);
            _order = order;
            _parameter = tracer.Parameter(name, shape, new StoredValues(Tensor, stored), stored);
        }

        var node = _parameter;
        if (!order.SequenceEqual(_order))
        {
            var inverse = Permutation.Inverse(_order.AsSpan());
            int[] move = [.. order.Select(axis => inverse[axis])];
            var plain = Permutation.Of(Tensor.Shape, _order.AsSpan());
            node = Permutation.MovesNothing(plain, move) ? node : View(node, plain).Transpose(move);
        }

        return View(node, shape);
    }

    private static Operation<T> View(Operation<T> node, Shape shape) => node.Shape.Equals(shape) ? node : new Reshape<T>(node, shape);
}
