using System.Numerics;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;
using Basin.Numerics.Tests.Kernels;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Tests.Graphs;

/// <summary>
/// One operation on arrays of its own, without a plan: what is active, what accumulates, what is null can be chosen. Every
/// array ends where the process may not read.
/// </summary>
public sealed unsafe class OperationBench<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly NativeBuffer<Slot<T>> _slots;
    private readonly Guarded<T> _workspace, _tangentWorkspace;
    private readonly List<Guarded<T>> _arrays = [];
    private readonly Pass<T> _pass;

    public OperationBench(OperationCase row, Func<Operation<T>[], Operation<T>> make, Workers? workers = null)
    {
        var inputs = new Operation<T>[row.Inputs.Length];

        // The first input stands for data and has examples; whether it is active is decided by its slot alone.
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = i == 0 || row.Inputs[i].IsConstant ? new Input<T>($"x{i}", row.Inputs[i].Shape) : new Parameter<T>($"x{i}", 0, row.Inputs[i].Shape);
        Operation = make(inputs);
        _slots = new NativeBuffer<Slot<T>>(1 + inputs.Length);
        _workspace = New(Operation.WorkspaceLength);
        _tangentWorkspace = New(Operation.TangentWorkspaceLength);
        Fill(ref Output, Operation.Shape, isConstant: false);
        for (var i = 0; i < inputs.Length; i++) Fill(ref Input(i), row.Inputs[i].Shape, row.Inputs[i].IsConstant);
        _pass = new Pass<T>(_slots.Pointer, _workspace.Data, _tangentWorkspace.Data, workers ?? Workers.Serial);
    }

    public Operation<T> Operation { get; }

    public ref Slot<T> Output => ref _slots.Pointer[0];

    public ref Slot<T> Input(int index) => ref _slots.Pointer[1 + index];

    public ReadOnlySpan<T> Workspace => new(_workspace.Data, _workspace.Length);

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

    /// <summary>Nothing was written before an array.</summary>
    public void AssertMargins()
    {
        foreach (var array in _arrays) array.AssertMargin();
    }

    public void Dispose()
    {
        _slots.Dispose();
        foreach (var array in _arrays) array.Dispose();
    }

    private void Fill(ref Slot<T> slot, Shape shape, bool isConstant)
    {
        slot.Length = shape.Length;
        slot.Value = New(shape.Length).Data;
        if (isConstant) return;
        slot.Tangent = New(shape.Length).Data;
        slot.Adjoint = New(shape.Length).Data;
        slot.AdjointTangent = New(shape.Length).Data;
    }

    // Every pass fills its whole output, so what is there before must not matter; and no pass leaves its arrays.
    private Guarded<T> New(int length)
    {
        var array = new Guarded<T>(length);
        new Span<T>(array.Data, length).Fill(T.NaN);
        _arrays.Add(array);
        return array;
    }
}
