using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;

namespace Basin.Models.Losses;

/// <summary>A term that is added to a loss within the graph, where the passes differentiate it: a function of the network's own nodes.</summary>
/// <remarks>
/// The nodes are found from the head: the features under a dense last layer are the input of its linear map. Built once for each batch
/// size. See <see cref="Model{T}.With"/>.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public abstract class LossTerm<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The term of one batch.</summary>
    /// <param name="head">The network's outputs, shape (n, k).</param>
    /// <returns>A node of one element, its factor included.</returns>
    public abstract Operation<T> Build(Operation<T> head);

    /// <summary>The term of one batch, for terms that need more than the head; <see cref="Build(Operation{T})"/> unless overridden.</summary>
    /// <param name="head">The network's outputs, shape (n, k).</param>
    /// <param name="inputs">The examples.</param>
    /// <param name="tracer">What the layers noted, such as feature maps.</param>
    /// <returns>A node of one element, its factor included.</returns>
    public virtual Operation<T> Build(Operation<T> head, Input<T> inputs, Tracer<T> tracer) => Build(head);
}
