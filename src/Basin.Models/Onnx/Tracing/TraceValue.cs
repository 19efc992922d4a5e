using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Tracing;

/// <summary>
/// What a name of the file stands for while a graph is built: a constant, a parameter, or a node. Its shape is ONNX's
/// (images are [n, channels, height, width]); a node may store the axes in another order, and a parameter chooses one at its first use.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal abstract class TraceValue<T>(ElementType type, Shape shape)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The type in the file.</summary>
    public ElementType Type { get; } = type;

    /// <summary>The shape in the file's order of axes.</summary>
    public Shape Shape { get; } = shape;

    public int Rank => Shape.Rank;

    /// <summary>The numbers, when they depend neither on examples nor on parameters.</summary>
    public virtual OnnxTensor? Constant => null;

    /// <summary>The numbers as they are in the file or fixed by the feed: also those of a parameter, for operators that read them as a setting.</summary>
    public virtual OnnxTensor? Setting => Constant;

    /// <summary>The order in which the axes are stored already: stored axis i is axis <c>Order[i]</c> of <see cref="Shape"/>.</summary>
    public virtual ReadOnlySpan<int> Order => Permutation.Identity(Rank);

    /// <summary>The node whose axis i is axis <c>order[i]</c> of this value.</summary>
    /// <param name="order">An order of all axes.</param>
    /// <param name="shape">If given, that node's elements under this shape.</param>
    public abstract Operation<T> Stored(ReadOnlySpan<int> order, Shape? shape = null);

    /// <summary>The node with the axes in the file's order.</summary>
    public Operation<T> Plain() => Stored(Permutation.Identity(Rank));

    /// <summary>The node as it is stored.</summary>
    public Operation<T> AsStored() => Stored(Order);

    /// <summary>A node that has <paramref name="axis"/> last, moving nothing if it is stored so.</summary>
    public (Operation<T> Node, int[] Order) WithLast(int axis)
    {
        int[] order = Rank > 0 && Order[^1] == axis ? [.. Order] : [.. Enumerable.Range(0, Rank).Where(other => other != axis), axis];
        return (Stored(order), order);
    }

    /// <summary>This value with axis i from axis <c>order[i]</c>. Moves nothing yet.</summary>
    public abstract TraceValue<T> Transposed(ReadOnlySpan<int> order);

    /// <summary>The same elements in the file's order under another shape of as many. Moves them only where the stored order demands it.</summary>
    public abstract TraceValue<T> Reshaped(Shape shape);

    /// <summary>This value with axes of extent 1 in front, until it has <paramref name="rank"/>.</summary>
    public TraceValue<T> Extended(int rank) => rank == Rank ? this : Reshaped(new Shape([.. Enumerable.Repeat(1, rank - Rank), .. Shape.Extents]));

    /// <summary>This value under another type of the file's; Basin computes all of them as <typeparamref name="T"/>.</summary>
    public abstract TraceValue<T> OfType(ElementType type);
}
