using System.Numerics;

namespace Basin.Numerics.Graphs;

#pragma warning disable CA1051 // A record of addresses, filled by the plan and read in kernels.

/// <summary>Where one operation finds the four arrays of one of its inputs, or of its output.</summary>
/// <remarks>
/// Row-major, of the node's shape, 64-byte aligned unless the node is a parameter. A node that no parameter reaches is
/// <em>constant</em>: its tangent and adjoints are identically zero and their pointers are null.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public unsafe struct Slot<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The value x.</summary>
    public T* Value;

    /// <summary>The tangent ẋ: the derivative of x along the direction of the product; null when it is zero.</summary>
    public T* Tangent;

    /// <summary>The adjoint x̄: the derivative of the loss by x; null when nobody needs it.</summary>
    public T* Adjoint;

    /// <summary>The adjoint's tangent: the derivative of x̄ along the direction; null when nobody needs it.</summary>
    public T* AdjointTangent;

    /// <summary>The number of elements of each.</summary>
    public int Length;

    /// <summary>
    /// For an input: add to its adjoints, because a later consumer has written them already; otherwise overwrite them.
    /// </summary>
    public bool Accumulate;

    /// <summary>Whether a parameter reaches this node, so that its tangent can differ from zero.</summary>
    public readonly bool IsActive => Tangent != null;
}
