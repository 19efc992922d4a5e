using System.Numerics;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>Writes sums that were made in double into a parameter's adjoint.</summary>
internal static unsafe class ParameterGradient
{
    /// <summary>adjoint[i] = value, or += where the slot accumulates; nothing where nobody needs it.</summary>
    public static void Put<T>(ref Slot<T> slot, T* adjoint, int i, double value)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (adjoint != null) adjoint[i] = T.CreateTruncating(value) + (slot.Accumulate ? adjoint[i] : T.Zero);
    }
}
