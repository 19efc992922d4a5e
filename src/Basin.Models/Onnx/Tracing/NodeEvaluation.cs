using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;

namespace Basin.Models.Onnx.Tracing;

/// <summary>Evaluates one node of a graph that reads no examples.</summary>
internal static class NodeEvaluation
{
    /// <summary>The elements of <paramref name="node"/>, which depends on constants, states and perhaps parameters.</summary>
    /// <param name="node">What to evaluate.</param>
    /// <param name="tracer">Knows how states and parameters begin.</param>
    /// <param name="parameters">θ; none when the node depends on no parameters.</param>
    public static T[] Evaluate<T>(Operation<T> node, Tracer<T> tracer, NativeBuffer<T>? parameters = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (node is Constant<T> constant) return constant.Values.Span.ToArray();

        // A plan evaluates a scalar and keeps its head: the sum of the elements is one.
        var graph = new Graph<T>(node, node.Sum(Permutation.Identity(node.Shape.Rank)));
        using var empty = new NativeBuffer<T>(0);
        using var plan = new Plan<T>(graph, parameters ?? empty, new PlanOptions { Derivatives = Derivatives.None });
        foreach (var input in graph.Operations.OfType<Input<T>>())
        {
            var state = tracer.StateInputs.First(entry => ReferenceEquals(entry.Node, input)).State;
            state.Initializer.Fill(plan.Values(input), new Seed(0).Stream(state.Name));
        }

        plan.Evaluate();
        return plan.Values(node).ToArray();
    }
}
