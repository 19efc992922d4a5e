using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Convolutions.Winograd;

/// <summary>Gᵀ, the transpose of <see cref="WeightsToPoints"/>: the adjoints of three weights from those of six points.</summary>
internal readonly unsafe struct PointsToWeights : ILine
{
    /// <inheritdoc/>
    public static int Inputs => 6;

    /// <inheritdoc/>
    public static int Outputs => 3;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<S>(float* from, nint step, float* to, nint toStep)
        where S : unmanaged, ISimd<S, float>
    {
        S u1 = S.Load(from + step), u2 = S.Load(from + (2 * step)), u3 = S.Load(from + (3 * step)), u4 = S.Load(from + (4 * step));
        S evenA = S.Of(Points.ScaleA) * (u1 + u2), oddA = S.Of(Points.ScaleA * Points.A) * (u1 - u2);
        S evenB = S.Of(Points.ScaleB) * (u3 + u4), oddB = S.Of(Points.ScaleB * Points.B) * (u3 - u4);
        S.Store(S.MultiplyAdd(S.Of(Points.Scale0), S.Load(from), evenA + evenB), to);
        S.Store(oddA + oddB, to + toStep);
        S.Store(S.MultiplyAdd(S.Of(Points.A2), evenA, S.MultiplyAdd(S.Of(Points.B2), evenB, S.Load(from + (5 * step)))), to + (2 * toStep));
    }
}
