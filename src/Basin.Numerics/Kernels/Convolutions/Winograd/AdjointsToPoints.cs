using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Convolutions.Winograd;

/// <summary>A, the transpose of <see cref="PointsToPixels"/>: the adjoints of six points from those of four outputs.</summary>
internal readonly unsafe struct AdjointsToPoints : ILine
{
    /// <inheritdoc/>
    public static int Inputs => 4;

    /// <inheritdoc/>
    public static int Outputs => 6;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<S>(float* from, nint step, float* to, nint toStep)
        where S : unmanaged, ISimd<S, float>
    {
        S y0 = S.Load(from), y1 = S.Load(from + step), y2 = S.Load(from + (2 * step)), y3 = S.Load(from + (3 * step));
        S.Store(y0, to);
        S.Store(y3, to + (5 * toStep));
        S even = S.MultiplyAdd(S.Of(Points.A2), y2, y0), odd = S.MultiplyAdd(S.Of(Points.A2), y3, y1);
        S.Store(S.MultiplyAdd(S.Of(Points.A), odd, even), to + toStep);
        S.Store(S.MultiplyAdd(S.Of(-Points.A), odd, even), to + (2 * toStep));
        even = S.MultiplyAdd(S.Of(Points.B2), y2, y0);
        odd = S.MultiplyAdd(S.Of(Points.B2), y3, y1);
        S.Store(S.MultiplyAdd(S.Of(Points.B), odd, even), to + (3 * toStep));
        S.Store(S.MultiplyAdd(S.Of(-Points.B), odd, even), to + (4 * toStep));
    }
}
