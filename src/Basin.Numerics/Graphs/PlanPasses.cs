using System.Numerics;
using Basin.Numerics.Memory;

namespace Basin.Numerics.Graphs;

/// <summary>Runs the operations in order, forward or backward, each with the slots it was given once and for all.</summary>
/// <remarks>
/// Second-order passes go operation by operation and, within one, direction by direction, so that all directions share
/// the operation's values while they are in cache.
/// </remarks>
internal sealed unsafe class PlanPasses<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Operation<T>[] _operations;
    private readonly bool[] _runs, _active, _isAboveHead;
    private readonly int[] _slotStart;
    private readonly int _slotCount, _directions;
    private readonly NativeBuffer<Slot<T>> _slots, _pullSlots;
    private readonly Pass<T>[][] _pass, _pullPass;
    private readonly NativeBuffer<Slot<T>> _nodeSlots, _headSlots;
    private readonly Pass<T>[] _nodePass, _headPass;

    public PlanPasses(
        Graph<T> graph, PlanMemory<T> memory, PlanOptions options, NativeBuffer<T> parameters, NativeBuffer<T> gradient, NativeBuffer<T>[] directions, NativeBuffer<T>[] products)
    {
        _operations = [.. graph.Operations];
        _active = graph.IsActive;
        _isAboveHead = graph.IsAboveHead;
        _runs = [.. _operations.Select(operation => operation is not (Parameter<T> or Input<T> or Constant<T>) && !operation.IsView)];
        _directions = directions.Length;
        _slotStart = new int[_operations.Length];
        for (var i = 0; i < _operations.Length; i++)
        {
            _slotStart[i] = _slotCount;
            _slotCount += 1 + _operations[i].Inputs.Count;
        }

        var lanes = Math.Max(1, _directions);
        _slots = new NativeBuffer<Slot<T>>((long)lanes * _slotCount);
        _pullSlots = new NativeBuffer<Slot<T>>((long)_directions * _slotCount);
        _pass = new Pass<T>[lanes][];
        _pullPass = new Pass<T>[_directions][];
        _nodeSlots = new NativeBuffer<Slot<T>>(_slotCount);
        _headSlots = new NativeBuffer<Slot<T>>(_slotCount);
        for (var lane = 0; lane < lanes; lane++) _pass[lane] = Fill(_slots, lane, fromHead: false, pull: false);
        _nodePass = Fill(_nodeSlots, 0, fromHead: false, pull: false);
        _headPass = Fill(_headSlots, 0, fromHead: true, pull: false);
        HideParameterAdjoints(_nodeSlots, graph, memory);
        HideParameterAdjoints(_headSlots, graph, memory);
        for (var lane = 0; lane < _directions; lane++) _pullPass[lane] = Fill(_pullSlots, lane, fromHead: true, pull: true);

        Pass<T>[] Fill(NativeBuffer<Slot<T>> buffer, int lane, bool fromHead, bool pull)
        {
            var slots = buffer.Pointer + ((long)lane * _slotCount);
            var passes = new Pass<T>[_operations.Length];
            for (var i = 0; i < _operations.Length; i++)
            {
                var operation = _operations[i];
                var own = slots + _slotStart[i];
                own[0] = SlotOf(i);
                for (var input = 0; input < operation.Inputs.Count; input++) own[input + 1] = SlotOf(graph.PositionOf(operation.Inputs[input]));
                passes[i] = new Pass<T>(
                    own, memory.Workspace(i), _directions > 0 ? memory.TangentWorkspace(i, lane) : null, options.Workers);
            }

            MarkAccumulation(slots, graph, memory, fromHead);
            return passes;

            Slot<T> SlotOf(int node)
            {
                var slot = new Slot<T> { Length = _operations[node].Shape.Length };
                if (_operations[memory.Group(node)] is Parameter<T> parameter)
                {
                    slot.Value = parameters.Pointer + parameter.Offset;
                    if (options.Derivatives >= Derivatives.First) slot.Adjoint = gradient.Pointer + parameter.Offset;
                    if (_directions == 0) return slot;
                    slot.Tangent = directions[lane].Pointer + parameter.Offset;
                    slot.AdjointTangent = products[lane].Pointer + parameter.Offset;
                }
                else if (_operations[memory.Group(node)] is Constant<T> constant)
                {
                    slot.Value = constant.Values.Pointer;
                }
                else
                {
                    slot.Value = memory.Value(node);
                    slot.Adjoint = memory.Adjoint(node);
                    if (_directions == 0) return slot;
                    slot.Tangent = memory.Tangent(node, lane);
                    slot.AdjointTangent = memory.AdjointTangent(node, lane);
                }

                if (pull) slot.Adjoint = slot.AdjointTangent;
                return slot;
            }
        }
    }

    public ref Slot<T> Slot(int node) => ref _slots.Pointer[_slotStart[node]];

    public Pass<T> PassOf(int node) => _pass[0][node];

    public void Values()
    {
        for (var i = 0; i < _operations.Length; i++)
            if (_runs[i]) _operations[i].Value(in _pass[0][i]);
    }

    public void Adjoints()
    {
        for (var i = _operations.Length - 1; i >= 0; i--)
            if (_runs[i] && _active[i]) _operations[i].Adjoint(in _pass[0][i]);
    }

    /// <summary>The adjoints of the nodes but not of the parameters: for those who sum over examples themselves, or not at all.</summary>
    public void NodeAdjoints()
    {
        for (var i = _operations.Length - 1; i >= 0; i--)
            if (_runs[i] && _active[i]) _operations[i].Adjoint(in _nodePass[i]);
    }

    /// <summary>The adjoints of the loss's own nodes, down to the head's.</summary>
    public void LossAdjoints()
    {
        for (var i = _operations.Length - 1; i >= 0; i--)
            if (_runs[i] && _active[i] && _isAboveHead[i]) _operations[i].Adjoint(in _pass[0][i]);
    }

    /// <summary>As <see cref="NodeAdjoints"/>, from whatever stands in the head's adjoint.</summary>
    public void NodeAdjointsFromHead()
    {
        for (var i = _operations.Length - 1; i >= 0; i--)
            if (_runs[i] && _active[i] && !_isAboveHead[i]) _operations[i].Adjoint(in _headPass[i]);
    }

    public void Tangents()
    {
        for (var i = 0; i < _operations.Length; i++)
        {
            if (!_runs[i] || !_active[i]) continue;
            for (var direction = 0; direction < _directions; direction++) _operations[i].Tangent(in _pass[direction][i]);
        }
    }

    public void AdjointTangents(bool loss, bool network)
    {
        for (var i = _operations.Length - 1; i >= 0; i--)
        {
            if (!_runs[i] || !_active[i] || !(_isAboveHead[i] ? loss : network)) continue;
            for (var direction = 0; direction < _directions; direction++) _operations[i].AdjointTangent(in _pass[direction][i]);
        }
    }

    /// <summary>Pulls the head's adjoint tangents back to the products by the first-order adjoint.</summary>
    public void Pull()
    {
        for (var i = _operations.Length - 1; i >= 0; i--)
        {
            if (!_runs[i] || !_active[i] || _isAboveHead[i]) continue;
            for (var direction = 0; direction < _directions; direction++) _operations[i].Adjoint(in _pullPass[direction][i]);
        }
    }

    public void Dispose()
    {
        _slots.Dispose();
        _pullSlots.Dispose();
        _nodeSlots.Dispose();
        _headSlots.Dispose();
    }

    private void HideParameterAdjoints(NativeBuffer<Slot<T>> slots, Graph<T> graph, PlanMemory<T> memory)
    {
        for (var i = 0; i < _operations.Length; i++)
        {
            for (var input = 0; input < _operations[i].Inputs.Count; input++)
            {
                var group = memory.Group(graph.PositionOf(_operations[i].Inputs[input]));
                if (_operations[group] is Parameter<T>) slots.Pointer[_slotStart[i] + 1 + input].Adjoint = null;
            }
        }
    }

    // The first consumer to run backward overwrites an adjoint, the others add. A pass from the head never runs the loss,
    // so what only the loss would have written counts as unwritten there - except the head itself, which holds the seed.
    private void MarkAccumulation(Slot<T>* slots, Graph<T> graph, PlanMemory<T> memory, bool fromHead)
    {
        // An operation in place turns its output's adjoint into its input's where it stands: it overwrites.
        var written = new HashSet<int>();
        if (fromHead) written.Add(memory.Group(graph.PositionOf(graph.Head)));
        for (var i = _operations.Length - 1; i >= 0; i--)
        {
            if (!_runs[i] || !_active[i] || (fromHead && _isAboveHead[i])) continue;
            for (var input = 0; input < _operations[i].Inputs.Count; input++)
            {
                var unwritten = written.Add(memory.Group(graph.PositionOf(_operations[i].Inputs[input])));
                slots[_slotStart[i] + 1 + input].Accumulate = !unwritten && !(input == 0 && graph.TakesPlaceOfInput[i]);
            }
        }
    }
}
