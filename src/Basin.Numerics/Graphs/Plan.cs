using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Memory;

namespace Basin.Numerics.Graphs;

/// <summary>
/// A graph with its memory laid out: evaluates the loss, its gradient, and products with the Hessian and the
/// Gauss-Newton matrix, allocating nothing.
/// </summary>
/// <remarks>
/// <para>The loss is a mean over the graph's examples. Order of calls at one point θ: fill the inputs, <see cref="Evaluate"/>,
/// <see cref="Backpropagate"/>, then any number of products; each call uses what the earlier ones left behind.</para>
/// <para>Costs, in units of one evaluation: gradient about 2 more, one Hessian product about 4 more.
/// Not safe for use by two threads at once; the same bits for any number of workers.</para>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class Plan<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly PlanMemory<T> _memory;
    private readonly PlanPasses<T> _passes;
    private readonly NativeBuffer<T> _gradient;
    private readonly NativeBuffer<T>[] _directions, _products;
    private readonly int _lossPosition, _headPosition;

    /// <summary>Lays out the memory of <paramref name="graph"/>.</summary>
    /// <param name="graph">The loss to evaluate.</param>
    /// <param name="parameters">θ, shared with whoever changes it; every parameter lies inside.</param>
    /// <param name="options">What the plan must be able to do.</param>
    /// <exception cref="ArgumentException">A parameter lies outside θ.</exception>
    /// <exception cref="OutOfMemoryException">The arrays do not fit in memory.</exception>
    public Plan(Graph<T> graph, NativeBuffer<T> parameters, PlanOptions options)
    {
        foreach (var parameter in graph.Parameters)
        {
            if (parameter.Offset < 0 || parameter.Offset + parameter.Shape.Length > parameters.Length)
                throw new ArgumentException($"Parameter '{parameter.Name}' {parameter.Shape} at {parameter.Offset} lies outside the {parameters.Length} parameters given.", nameof(parameters));
        }

        Graph = graph;
        Options = options;
        Parameters = parameters;
        var second = options.Derivatives == Derivatives.Second;
        _gradient = new NativeBuffer<T>(options.Derivatives == Derivatives.None ? 0 : parameters.Length);
        _directions = Buffers(second ? options.Directions : 0);
        _products = Buffers(second ? options.Directions : 0);
        _memory = new PlanMemory<T>(graph, options);
        _passes = new PlanPasses<T>(graph, _memory, options, parameters, _gradient, _directions, _products);
        _lossPosition = graph.PositionOf(graph.Loss);
        _headPosition = graph.PositionOf(graph.Head);

        NativeBuffer<T>[] Buffers(int count) => [.. Enumerable.Range(0, count).Select(_ => new NativeBuffer<T>(parameters.Length))];
    }

    /// <summary>What is evaluated.</summary>
    public Graph<T> Graph { get; }

    /// <summary>What the plan can do.</summary>
    public PlanOptions Options { get; }

    /// <summary>θ.</summary>
    public NativeBuffer<T> Parameters { get; }

    /// <summary>Where <see cref="Backpropagate"/> leaves ∇L(θ); zero for parameters that the graph does not use.</summary>
    public Span<T> Gradient => _gradient.Span;

    /// <summary>Bytes of the nodes' arrays, which grow with the number of examples.</summary>
    public long NodeBytes => _memory.Bytes;

    /// <summary>Bytes that the plan holds, without θ.</summary>
    public long Bytes => NodeBytes + (sizeof(T) * (_gradient.Length + (_directions.Length * 2L * Parameters.Length)));

    /// <summary>The values of an input, to be filled before <see cref="Evaluate"/>; also any node's values after it.</summary>
    /// <exception cref="KeyNotFoundException">The node is not in this graph.</exception>
    public Span<T> Values(Operation<T> node)
    {
        ref var slot = ref _passes.Slot(Graph.PositionOf(node));
        return new Span<T>(slot.Value, slot.Length);
    }

    /// <summary>What <paramref name="node"/> keeps in its workspace; see the operation for its meaning.</summary>
    public Span<T> WorkspaceOf(Operation<T> node) =>
        new(_memory.Workspace(Graph.PositionOf(node)), node.WorkspaceLength);

    /// <summary>The direction v of a product; p elements, to be filled before <see cref="Push"/>.</summary>
    public Span<T> Direction(int index = 0) => _directions[index].Span;

    /// <summary>Where the products leave their result; p elements.</summary>
    public Span<T> Product(int index = 0) => _products[index].Span;

    /// <summary>The tangent of the head after <see cref="Push"/>: the Jacobian of the network times the direction.</summary>
    public Span<T> HeadTangent(int index = 0) => new(_memory.Tangent(_headPosition, index), Graph.Head.Shape.Length);

    /// <summary>The seed of <see cref="PullHead"/>: a cotangent of the head.</summary>
    public Span<T> HeadCotangent(int index = 0) => new(_memory.AdjointTangent(_headPosition, index), Graph.Head.Shape.Length);

    /// <summary>Evaluates the loss at θ and keeps the values.</summary>
    public T Evaluate()
    {
        _passes.Values();
        return *_memory.Value(_lossPosition);
    }

    /// <summary>Computes ∇L(θ) into <see cref="Gradient"/>. Needs <see cref="Evaluate"/>.</summary>
    public void Backpropagate()
    {
        Require(Derivatives.First);
        *_memory.Adjoint(_lossPosition) = T.One;
        _passes.Adjoints();
    }

    /// <summary>
    /// As <see cref="Backpropagate"/> for a multiple of the loss, and only the adjoints of the nodes: <see cref="Gradient"/> stays as it
    /// was. Products need a new <see cref="Backpropagate"/> afterwards.
    /// </summary>
    internal void BackpropagateToNodes(T multiple)
    {
        Require(Derivatives.First);
        *_memory.Adjoint(_lossPosition) = multiple;
        _passes.NodeAdjoints();
    }

    /// <summary>The adjoint of the head: what <see cref="BackpropagateToHead"/> leaves, and what a pass from the head starts from.</summary>
    /// <exception cref="InvalidOperationException">The plan does not keep adjoints.</exception>
    public Span<T> HeadAdjoint
    {
        get
        {
            RequireAdjoints();
            return new(_memory.Adjoint(_headPosition), Graph.Head.Shape.Length);
        }
    }

    /// <summary>Puts the derivative of a multiple of the loss by the head's elements into <see cref="HeadAdjoint"/>. Needs <see cref="Evaluate"/>.</summary>
    /// <remarks>Products need a new <see cref="Backpropagate"/> afterwards.</remarks>
    public void BackpropagateToHead(T multiple)
    {
        RequireAdjoints();
        *_memory.Adjoint(_lossPosition) = multiple;
        _passes.LossAdjoints();
    }

    /// <summary>
    /// The adjoints of the nodes below the head from any <see cref="HeadAdjoint"/>, which the pass may use up; <see cref="Gradient"/>
    /// stays as it was. Products need a new <see cref="Backpropagate"/> afterwards.
    /// </summary>
    internal void BackpropagateFromHead()
    {
        RequireAdjoints();
        _passes.NodeAdjointsFromHead();
    }

    /// <summary>Pushes all directions forward: tangents of every node. Needs <see cref="Evaluate"/>.</summary>
    public void Push()
    {
        Require(Derivatives.Second);
        _passes.Tangents();
    }

    /// <summary>Product(i) = ∇²L(θ)·Direction(i). Needs <see cref="Backpropagate"/>; pushes the directions itself.</summary>
    public void HessianProducts()
    {
        Push();
        ClearLossTangents();
        _passes.AdjointTangents(loss: true, network: true);
    }

    /// <summary>
    /// Product(i) = JᵀMJ·Direction(i), with J the Jacobian of the head by θ and M the Hessian of the loss by the head.
    /// Needs <see cref="Backpropagate"/>; pushes the directions itself.
    /// </summary>
    public void GaussNewtonProducts()
    {
        Push();
        ClearLossTangents();
        _passes.AdjointTangents(loss: true, network: false);
        _passes.Pull();
    }

    /// <summary>Product(i) = Jᵀ·HeadCotangent(i). Needs <see cref="Evaluate"/>.</summary>
    public void PullHead()
    {
        Require(Derivatives.Second);
        _passes.Pull();
    }

    /// <summary>Frees the memory; θ stays.</summary>
    public void Dispose()
    {
        _memory.Dispose();
        _passes.Dispose();
        _gradient.Dispose();
        foreach (var buffer in _directions.Concat(_products)) buffer.Dispose();
    }

    /// <summary>The passes, for the per-example quantities.</summary>
    internal PlanPasses<T> Passes => _passes;

    private void ClearLossTangents()
    {
        for (var direction = 0; direction < _directions.Length; direction++)
            *_memory.AdjointTangent(_lossPosition, direction) = T.Zero;
    }

    private void RequireAdjoints([CallerMemberName] string member = "")
    {
        if (Options is { KeepAdjoints: false, Derivatives: not Derivatives.Second })
            throw new InvalidOperationException($"{member} needs a plan with KeepAdjoints, or with second derivatives.");
    }

    private void Require(Derivatives needed, [CallerMemberName] string member = "")
    {
        if (Options.Derivatives < needed)
            throw new InvalidOperationException($"{member} needs a plan with Derivatives.{needed}; this one was made with Derivatives.{Options.Derivatives}.");
    }
}
