using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Memory;

namespace Basin.Numerics.Graphs;

/// <summary>
/// The gradients of the single examples' losses at the plan's point: stored, or only their norms, or their Gram matrix.
/// </summary>
/// <remarks>
/// The loss is the mean of n examples' losses, so example e's gradient gₑ is n times its part of ∇L. It exists only where
/// examples do not see each other: not in batch norm over batch statistics. Costs one gradient, plus, for layers without a
/// formula for the inner products, the rows of one parameter at a time.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class ExampleGradients<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Plan<T> _plan;
    private readonly (Parameter<T> Parameter, List<(int Node, int Input)> Uses)[] _parameters;
    private readonly long _used;
    private NativeBuffer<T>? _rows;

    /// <summary>Prepares for <paramref name="plan"/>, which must keep adjoints.</summary>
    /// <exception cref="NotSupportedException">The graph mixes examples, or an operation cannot tell them apart; the message says which and what to do.</exception>
    public ExampleGradients(Plan<T> plan)
    {
        if (plan.Options is { KeepAdjoints: false, Derivatives: not Derivatives.Second })
            throw new InvalidOperationException("Per-example gradients need a plan with KeepAdjoints, or with second derivatives.");
        if (WhyNot(plan.Graph) is { } reason) throw new NotSupportedException(reason);
        _plan = plan;
        _parameters = [.. plan.Graph.Parameters.Select(parameter => (parameter, UsesOf(plan.Graph, parameter)))];
        _used = _parameters.Sum(entry => (long)entry.Parameter.Shape.Length);
        HasFormulas = _parameters.All(entry => entry.Uses is [var use] && plan.Graph.Operations[use.Node].HasExampleGram(use.Input));
    }

    /// <summary>Elements of rows that <see cref="Gram"/> and <see cref="SquaredNorms"/> may hold where a layer has no formula; default 2²⁵.</summary>
    public long RowElements { get; init; } = 1L << 25;

    /// <summary>Whether <see cref="SquaredNorms"/> needs no rows: every parameter has one use, by an operation with a formula.</summary>
    public bool HasFormulas { get; }

    /// <summary>Why the examples of a graph cannot be told apart in one pass; null when they can.</summary>
    public static string? WhyNot(Graph<T> graph)
    {
        foreach (var operation in graph.Operations)
        {
            if (operation.MixesExamples)
                return $"{operation} computes with statistics of the whole batch, so an example has no gradient of its own. Freeze the statistics, or ask for full-batch quantities only.";
            if (operation.ExampleAxis == ExampleAxis.Lost && !graph.IsAboveHead[graph.PositionOf(operation)])
                return $"{operation} moves the examples away from axis 0, so they cannot be told apart in one pass. Give it one example at a time.";
        }

        foreach (var parameter in graph.Parameters)
        {
            foreach (var (node, input) in UsesOf(graph, parameter))
            {
                if (!graph.Operations[node].HasExampleAdjoint(input))
                    return $"{graph.Operations[node]} does not split the gradient of '{parameter.Name}' by examples. Give it one example at a time.";
            }
        }

        return null;
    }

    /// <summary>
    /// Computes the adjoints that everything below uses. Needs <see cref="Plan{T}.Evaluate"/>; afterwards the plan needs a new
    /// <see cref="Plan{T}.Backpropagate"/> before a product.
    /// </summary>
    /// <remarks>The adjoints are those of n times the mean, so that an example's part of them is its own gradient's.</remarks>
    public void Prepare() => _plan.BackpropagateToNodes(T.CreateChecked(_plan.Graph.Examples));

    /// <summary>
    /// As <see cref="Prepare"/>, from whatever stands in <see cref="Plan{T}.HeadAdjoint"/>: with row e of it called cₑ, what follows is
    /// of Jₑᵀcₑ instead of gₑ, where Jₑ is the Jacobian of example e's outputs.
    /// </summary>
    public void PrepareFromHead() => _plan.BackpropagateFromHead();

    /// <summary>Writes the gradients of <paramref name="count"/> examples from <paramref name="first"/> on.</summary>
    /// <param name="first">The first example.</param>
    /// <param name="count">How many.</param>
    /// <param name="rows">Shape (count, p); parameters that the graph does not use become 0.</param>
    /// <param name="rowStride">Elements from one row to the next; p when null.</param>
    public void Write(int first, int count, T* rows, long? rowStride = null)
    {
        var (p, stride) = ((int)_plan.Parameters.Length, rowStride ?? _plan.Parameters.Length);
        if (_used < p)
            for (var e = 0; e < count; e++) new Span<T>(rows + (e * stride), p).Clear();
        foreach (var (parameter, uses) in _parameters)
            Rows(uses, first, count, rows + parameter.Offset, stride);
    }

    /// <summary>‖gₑ‖² of every example; n elements. After <see cref="Plan{T}.Backpropagate"/> in place of <see cref="Prepare"/>, those of gₑ/n.</summary>
    public void SquaredNorms(Span<T> norms)
    {
        norms.Clear();
        fixed (T* target = norms) AddGram(target, diagonalOnly: true);
    }

    /// <summary>gᵢ·gⱼ for all pairs; shape (n, n).</summary>
    public void Gram(Span<T> gram)
    {
        gram.Clear();
        fixed (T* target = gram) AddGram(target, diagonalOnly: false);

        // Rows were multiplied above the diagonal only.
        var n = _plan.Graph.Examples;
        for (var i = 0; i < n; i++)
            for (var j = 0; j < i; j++) gram[(int)(((long)i * n) + j)] = gram[(int)(((long)j * n) + i)];
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose() => _rows?.Dispose();

    // A view of a parameter is the parameter: it has no arrays of its own, and whoever uses it uses the parameter.
    private static List<(int Node, int Input)> UsesOf(Graph<T> graph, Parameter<T> parameter)
    {
        var uses = new List<(int, int)>();
        for (var node = 0; node < graph.Operations.Count; node++)
        {
            if (graph.Operations[node].IsView) continue;
            for (var input = 0; input < graph.Operations[node].Inputs.Count; input++)
                if (ReferenceEquals(Seen(graph.Operations[node].Inputs[input]), parameter)) uses.Add((node, input));
        }

        return uses;

        static Operation<T> Seen(Operation<T> operation) => operation.IsView ? Seen(operation.Inputs[0]) : operation;
    }

    private void Rows(List<(int Node, int Input)> uses, int first, int count, T* rows, long stride)
    {
        var accumulate = false;
        foreach (var (node, input) in uses)
        {
            _plan.Graph.Operations[node].ExampleAdjoint(_plan.Passes.PassOf(node), input, first, count, rows, stride, accumulate);
            accumulate = true;
        }
    }

    private void AddGram(T* gram, bool diagonalOnly)
    {
        var n = _plan.Graph.Examples;
        foreach (var (parameter, uses) in _parameters)
        {
            // A formula knows one use only: a parameter used twice has cross terms.
            if (uses.Count == 1 && _plan.Graph.Operations[uses[0].Node].TryAddExampleGram(_plan.Passes.PassOf(uses[0].Node), uses[0].Input, n, gram, diagonalOnly)) continue;
            AddByRows(uses, parameter.Shape.Length, n, gram, diagonalOnly);
        }
    }

    private void AddByRows(List<(int Node, int Input)> uses, int length, int n, T* gram, bool diagonalOnly)
    {
        // All rows at once where they are few; otherwise blocks of rows against blocks of rows, each written again for every other.
        var block = (int)Math.Clamp(RowElements / Math.Max(1, length), 1, n);
        Reserve((block < n && !diagonalOnly ? 2L : 1L) * block * length);
        var workers = _plan.Options.Workers;
        T* rows = _rows!.Pointer, others = block < n ? rows + ((long)block * length) : rows;
        for (var i = 0; i < n; i += block)
        {
            var count = Math.Min(block, n - i);
            Rows(uses, i, count, rows, length);
            if (diagonalOnly)
            {
                OuterGram.Add(workers, null, 0, rows, length, count, gram + i, diagonalOnly: true);
                continue;
            }

            for (var j = i; j < n; j += block)
            {
                var with = i == j ? rows : others;
                var columns = Math.Min(block, n - j);
                if (i != j) Rows(uses, j, columns, with, length);
                Gemm.Multiply(workers, count, columns, length, new Matrix<T>(rows, length), new Matrix<T>(with, length).Transposed, gram + ((long)i * n) + j, n, accumulate: true);
            }
        }
    }

    private void Reserve(long length)
    {
        if (_rows is not null && _rows.Length >= length) return;
        _rows?.Dispose();
        _rows = new NativeBuffer<T>(length);
    }
}
