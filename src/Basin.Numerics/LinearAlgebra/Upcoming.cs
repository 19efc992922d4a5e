using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Basin.Numerics.LinearAlgebra;

/// <summary>
/// The stretches of four vectors that a loop will need after those it is at. A stretch ends where the hardware begins to guess, so the
/// loop itself asks for the next ones.
/// </summary>
internal readonly unsafe struct Upcoming<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T* _q0;
    private readonly T* _q1;
    private readonly T* _q2;
    private readonly T* _q3;

    /// <summary>Four vectors from <paramref name="offset"/> on; what lies behind their ends is asked for in vain but without harm.</summary>
    public Upcoming(T** q, int offset)
    {
        _q0 = q[0] + offset;
        _q1 = q[1] + offset;
        _q2 = q[2] + offset;
        _q3 = q[3] + offset;
    }

    /// <summary>Asks for element <paramref name="i"/> of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch(int i)
    {
        if (!Sse.IsSupported) return;
        Sse.Prefetch0(_q0 + i);
        Sse.Prefetch0(_q1 + i);
        Sse.Prefetch0(_q2 + i);
        Sse.Prefetch0(_q3 + i);
    }
}
