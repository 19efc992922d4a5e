using System.Numerics;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Graphs;

/// <summary>The arrays that one operation works on during one pass of a plan. Laid out once, when the plan is made.</summary>
/// <typeparam name="T">float or double.</typeparam>
public readonly unsafe struct Pass<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Slot<T>* _slots;

    internal Pass(Slot<T>* slots, T* workspace, T* tangentWorkspace, Workers workers)
    {
        _slots = slots;
        Workspace = workspace;
        TangentWorkspace = tangentWorkspace;
        Workers = workers;
    }

    /// <summary>The result of the operation.</summary>
    public ref Slot<T> Output => ref _slots[0];

    /// <summary>The operation's private numbers, written by <c>Value</c> and kept for the other passes.</summary>
    public T* Workspace { get; }

    /// <summary>The same for the tangent: written by <c>Tangent</c>, kept for <c>AdjointTangent</c>.</summary>
    public T* TangentWorkspace { get; }

    /// <summary>The threads to share the work with.</summary>
    public Workers Workers { get; }

    /// <summary>The <paramref name="index"/>-th input.</summary>
    public ref Slot<T> Input(int index) => ref _slots[index + 1];
}
