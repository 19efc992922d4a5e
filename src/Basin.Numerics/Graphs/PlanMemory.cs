using System.Numerics;
using Basin.Numerics.Memory;

namespace Basin.Numerics.Graphs;

/// <summary>
/// Decides where each node keeps its four arrays and each operation its private numbers: one arena, placed by lifetimes.
/// </summary>
/// <remarks>
/// Time runs over n forward steps, n backward steps, then n tangent steps forward and n backward. Without second
/// derivatives an adjoint lives only between its consumers' and its producer's backward step, and shares its memory.
/// </remarks>
internal sealed unsafe class PlanMemory<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int None = -1;
    private readonly Graph<T> _graph;
    private readonly PlanOptions _options;
    private readonly ArenaLayout _layout = new();
    private readonly int[] _group;
    private readonly int[] _lastUse;
    private readonly int[] _value, _adjoint, _workspace;
    private readonly int[][] _tangent, _adjointTangent, _tangentWorkspace;
    private readonly NativeBuffer<T> _arena;

    public PlanMemory(Graph<T> graph, PlanOptions options)
    {
        _graph = graph;
        _options = options;
        var nodes = graph.Operations.Count;
        _group = new int[nodes];
        _lastUse = new int[nodes];
        FindGroups();
        _value = Filled(nodes);
        _adjoint = Filled(nodes);
        _workspace = Filled(nodes);
        var directions = options.Derivatives == Derivatives.Second ? options.Directions : 0;
        _tangent = [.. Enumerable.Range(0, directions).Select(_ => Filled(nodes))];
        _adjointTangent = [.. Enumerable.Range(0, directions).Select(_ => Filled(nodes))];
        _tangentWorkspace = [.. Enumerable.Range(0, directions).Select(_ => Filled(nodes))];
        for (var node = 0; node < nodes; node++) Reserve(node);
        _layout.Place(64 / sizeof(T));
        _arena = new NativeBuffer<T>(_layout.Length);
    }

    /// <summary>Bytes of the arena.</summary>
    public long Bytes => _arena.Length * sizeof(T);

    public T* Value(int node) => At(_value[_group[node]]);

    public T* Adjoint(int node) => At(_adjoint[_group[node]]);

    public T* Workspace(int node) => At(_workspace[node]);

    public T* Tangent(int node, int direction) => At(_tangent[direction][_group[node]]);

    public T* AdjointTangent(int node, int direction) => At(_adjointTangent[direction][_group[node]]);

    public T* TangentWorkspace(int node, int direction) => At(_tangentWorkspace[direction][node]);

    /// <summary>The node whose arrays a view or an operation in place shares; the node itself otherwise.</summary>
    public int Group(int node) => _group[node];

    public void Dispose() => _arena.Dispose();

    private static int[] Filled(int length)
    {
        var tickets = new int[length];
        Array.Fill(tickets, None);
        return tickets;
    }

    private T* At(int ticket) => ticket == None ? null : _arena.Pointer + _layout.OffsetOf(ticket);

    private void FindGroups()
    {
        for (var node = 0; node < _group.Length; node++)
        {
            var operation = _graph.Operations[node];
            _group[node] = operation.IsView || _graph.TakesPlaceOfInput[node] ? _group[_graph.PositionOf(operation.Inputs[0])] : node;
            _lastUse[_group[node]] = node;
            foreach (var input in operation.Inputs) _lastUse[_group[_graph.PositionOf(input)]] = node;
        }
    }

    private void Reserve(int node)
    {
        var operation = _graph.Operations[node];
        if (_group[node] != node || operation is Parameter<T> or Constant<T>) return;
        int nodes = _group.Length, last = (4 * nodes) - 1;
        var (length, active) = (operation.Shape.Length, _graph.IsActive[node]);
        var forgets = _options.Derivatives == Derivatives.None;
        var second = _options.Derivatives == Derivatives.Second;

        // Inputs are filled once by the caller and the head and the loss are read afterwards: they stay.
        var kept = operation is Input<T> || node == Last || Holds(_graph.Head, node);
        _value[node] = _layout.Reserve(length, kept ? 0 : node, kept || !forgets ? ArenaLayout.Forever : _lastUse[node]);
        if (operation.WorkspaceLength > 0)
            _workspace[node] = _layout.Reserve(operation.WorkspaceLength, 0, ArenaLayout.Forever);
        if (forgets || !active) return;
        _adjoint[node] = second || _options.KeepAdjoints
            ? _layout.Reserve(length, 0, ArenaLayout.Forever)
            : _layout.Reserve(length, (2 * nodes) - 1 - _lastUse[node], (2 * nodes) - 1 - node);
        for (var direction = 0; direction < _tangent.Length; direction++)
        {
            _tangent[direction][node] = _layout.Reserve(length, (2 * nodes) + node, last - node);
            _adjointTangent[direction][node] = _layout.Reserve(length, last - _lastUse[node], last - node);
            if (operation.TangentWorkspaceLength > 0)
                _tangentWorkspace[direction][node] = _layout.Reserve(operation.TangentWorkspaceLength, (2 * nodes) + node, last - node);
        }
    }

    private int Last => _group[^1];

    private bool Holds(Operation<T> operation, int group) => _group[_graph.PositionOf(operation)] == group;
}
