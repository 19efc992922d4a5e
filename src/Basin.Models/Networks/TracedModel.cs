using System.Numerics;
using Basin.Numerics.Graphs;

namespace Basin.Models.Networks;

/// <summary>A model as a graph for one batch size, with the nodes that must be filled.</summary>
/// <param name="Graph">From inputs to the mean loss.</param>
/// <param name="Inputs">The examples, (n, …).</param>
/// <param name="Targets">The targets, (n) or (n, k).</param>
/// <param name="Tracer">What the layers asked for.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed record TracedModel<T>(Graph<T> Graph, Input<T> Inputs, Input<T> Targets, Tracer<T> Tracer)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The mean loss without the terms added to it: the graph's loss where there are none.</summary>
    public Operation<T> DataLoss { get; init; } = Graph.Loss;
}
