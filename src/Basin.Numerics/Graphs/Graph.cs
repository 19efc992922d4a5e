using System.Numerics;

namespace Basin.Numerics.Graphs;

/// <summary>The nodes that a scalar loss is made of, in an order in which each comes after its inputs.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Graph<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Dictionary<Operation<T>, int> _positions = new(ReferenceEqualityComparer.Instance);

    /// <summary>Collects the nodes below <paramref name="loss"/>.</summary>
    /// <param name="head">The network's output, below the loss: where the Gauss-Newton matrix cuts. Examples first.</param>
    /// <param name="loss">A node of one element.</param>
    /// <exception cref="ArgumentException">The loss is no scalar, or does not depend on the head.</exception>
    public Graph(Operation<T> head, Operation<T> loss)
    {
        if (loss.Shape.Length != 1)
            throw new ArgumentException($"The loss has shape {loss.Shape}; wanted one number. End the graph in a loss or a mean.", nameof(loss));
        Head = head;
        Loss = loss;
        Operations = Sort(loss);
        for (var i = 0; i < Operations.Count; i++) _positions[Operations[i]] = i;
        if (!_positions.ContainsKey(head))
            throw new ArgumentException("The loss does not depend on the head. Pass the node that the loss was built on.", nameof(head));
        IsActive = Mark(operation => operation is Parameter<T>);
        IsAboveHead = Mark(operation => ReferenceEquals(operation, head));
        IsAboveHead[PositionOf(head)] = false;
        TakesPlaceOfInput = FindPlaces();
    }

    /// <summary>The network's output.</summary>
    public Operation<T> Head { get; }

    /// <summary>The scalar at the end.</summary>
    public Operation<T> Loss { get; }

    /// <summary>All nodes, inputs before users.</summary>
    public IReadOnlyList<Operation<T>> Operations { get; }

    /// <summary>The parameters among the nodes, in order of offset.</summary>
    public IEnumerable<Parameter<T>> Parameters => Operations.OfType<Parameter<T>>().OrderBy(parameter => parameter.Offset);

    /// <summary>The number of examples: the extent of the head's first axis.</summary>
    public int Examples => Head.Shape.Rank == 0 ? 1 : Head.Shape[0];

    /// <summary>Per node: whether a parameter reaches it.</summary>
    internal bool[] IsActive { get; }

    /// <summary>Per node: whether it belongs to the loss, that is, uses the head.</summary>
    internal bool[] IsAboveHead { get; }

    /// <summary>Per node: whether its arrays are its first input's, which nobody else needs.</summary>
    internal bool[] TakesPlaceOfInput { get; }

    /// <summary>Where a node stands in <see cref="Operations"/>.</summary>
    internal int PositionOf(Operation<T> operation) => _positions[operation];

    private bool[] FindPlaces()
    {
        var uses = new int[Operations.Count];
        foreach (var input in Operations.SelectMany(operation => operation.Inputs)) uses[_positions[input]]++;
        return [.. Operations.Select((operation, node) => operation.IsInPlace && IsActive[node] && IsFree(operation.Inputs[0]))];

        bool IsFree(Operation<T> input) =>
            uses[_positions[input]] == 1 && IsActive[_positions[input]] && !input.ReadsOutput && !input.IsView
            && input is not (Parameter<T> or Input<T>) && !ReferenceEquals(input, Head);
    }

    private bool[] Mark(Func<Operation<T>, bool> isSource)
    {
        var marks = new bool[Operations.Count];
        for (var i = 0; i < marks.Length; i++)
            marks[i] = isSource(Operations[i]) || Operations[i].Inputs.Any(input => marks[_positions[input]]);
        return marks;
    }

    // Depth first with an explicit stack: deep networks must not overflow the call stack.
    private static List<Operation<T>> Sort(Operation<T> root)
    {
        var sorted = new List<Operation<T>>();
        var seen = new HashSet<Operation<T>>(ReferenceEqualityComparer.Instance);
        var stack = new Stack<(Operation<T> Node, int Next)>();
        stack.Push((root, 0));
        while (stack.TryPop(out var top))
        {
            if (top.Next == 0 && !seen.Add(top.Node)) continue;
            if (top.Next == top.Node.Inputs.Count)
            {
                sorted.Add(top.Node);
                continue;
            }

            stack.Push((top.Node, top.Next + 1));
            stack.Push((top.Node.Inputs[top.Next], 0));
        }

        return sorted;
    }
}
