using System.Numerics;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Tests.Graphs;

/// <summary>One operation on arrays of its own, without a plan: what is active, what accumulates, what is null can be chosen.</summary>
public sealed unsafe class OperationBench<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly NativeBuffer<Slot<T>> _slots;
    private readonly NativeBuffer<T> _workspace, _tangentWorkspace;
    private readonly List<NativeBuffer<T>> _arrays = [];
    private readonly Pass<T> _pass;

    public OperationBench(OperationCase row, Func<Operation<T>[], Operation<T>> make, Workers? workers = null)
    {
        var inputs = new Operation<T>[row.Inputs.Length];

        // The first input stands for data and has examples; whether it is active is decided by its slot alone.
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = i == 0 || row.Inputs[i].IsConstant ? new Input<T>($"x{i}", row.Inputs[i].Shape) : new Parameter<T>($"x{i}", 0, row.Inputs[i].Shape);
        Operation = make(inputs);
        _slots = new NativeBuffer<Slot<T>>(1 + inputs.Length);
        _workspace = new NativeBuffer<T>(Operation.WorkspaceLength);
        _tangentWorkspace = new NativeBuffer<T>(Operation.TangentWorkspaceLength);
        Fill(ref Output, Operation.Shape, isConstant: false);
        for (var i = 0; i < inputs.Length; i++) Fill(ref Input(i), row.Inputs[i].Shape, row.Inputs[i].IsConstant);
        _pass = new Pass<T>(_slots.Pointer, _workspace.Pointer, _tangentWorkspace.Pointer, workers ?? Workers.Serial);
    }

    public Operation<T> Operation { get; }

    public ref Slot<T> Output => ref _slots.Pointer[0];

    public ref Slot<T> Input(int index) => ref _slots.Pointer[1 + index];

    public ReadOnlySpan<T> Workspace => _workspace.Span;

    public void Value() => Operation.Value(in _pass);

    public void Tangent() => Operation.Tangent(in _pass);

    public void Adjoint() => Operation.Adjoint(in _pass);

    public void AdjointTangent() => Operation.AdjointTangent(in _pass);

    public void ExampleAdjoint(int input, int first, int count, T* rows, long rowStride, bool accumulate) =>
        Operation.ExampleAdjoint(in _pass, input, first, count, rows, rowStride, accumulate);

    /// <summary>Value, tangent, adjoint, adjoint's tangent.</summary>
    public void RunAll()
    {
        Value();
        Tangent();
        Adjoint();
        AdjointTangent();
    }

    public void Dispose()
    {
        _slots.Dispose();
        _workspace.Dispose();
        _tangentWorkspace.Dispose();
        foreach (var array in _arrays) array.Dispose();
    }

    private void Fill(ref Slot<T> slot, Shape shape, bool isConstant)
    {
        slot.Length = shape.Length;
        slot.Value = New();
        if (isConstant) return;
        slot.Tangent = New();
        slot.Adjoint = New();
        slot.AdjointTangent = New();

        // Every pass fills its whole output, so what is there before must not matter.
        T* New()
        {
            var array = new NativeBuffer<T>(shape.Length);
            array.Span.Fill(T.NaN);
            _arrays.Add(array);
            return array.Pointer;
        }
    }
}
