using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Convolutions.Winograd;

/// <summary>Aᵀ: four outputs from their six points.</summary>
internal readonly unsafe struct PointsToPixels : ILine
{
    /// <inheritdoc/>
    public static int Inputs => 6;

    /// <inheritdoc/>
    public static int Outputs => 4;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<S>(float* from, nint step, float* to, nint toStep)
        where S : unmanaged, ISimd<S, float>
    {
        S m1 = S.Load(from + step), m2 = S.Load(from + (2 * step)), m3 = S.Load(from + (3 * step)), m4 = S.Load(from + (4 * step));
        S evenA = m1 + m2, oddA = m1 - m2, evenB = m3 + m4, oddB = m3 - m4;
        S.Store(S.Load(from) + evenA + evenB, to);
        S.Store(S.MultiplyAdd(S.Of(Points.B), oddB, S.Of(Points.A) * oddA), to + toStep);
        S.Store(S.MultiplyAdd(S.Of(Points.B2), evenB, S.Of(Points.A2) * evenA), to + (2 * toStep));
        S.Store(S.MultiplyAdd(S.Of(Points.B2 * Points.B), oddB, S.MultiplyAdd(S.Of(Points.A2 * Points.A), oddA, S.Load(from + (5 * step)))), to + (3 * toStep));
    }
}
