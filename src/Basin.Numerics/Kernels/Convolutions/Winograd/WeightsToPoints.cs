using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Convolutions.Winograd;

/// <summary>G: three weights at the six points.</summary>
internal readonly unsafe struct WeightsToPoints : ILine
{
    /// <inheritdoc/>
    public static int Inputs => 3;

    /// <inheritdoc/>
    public static int Outputs => 6;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<S>(float* from, nint step, float* to, nint toStep)
        where S : unmanaged, ISimd<S, float>
    {
        S w0 = S.Load(from), w1 = S.Load(from + step), w2 = S.Load(from + (2 * step));
        S.Store(S.Of(Points.Scale0) * w0, to);
        S.Store(w2, to + (5 * toStep));
        S even = S.Of(Points.ScaleA) * S.MultiplyAdd(S.Of(Points.A2), w2, w0), odd = S.Of(Points.ScaleA * Points.A) * w1;
        S.Store(even + odd, to + toStep);
        S.Store(even - odd, to + (2 * toStep));
        even = S.Of(Points.ScaleB) * S.MultiplyAdd(S.Of(Points.B2), w2, w0);
        odd = S.Of(Points.ScaleB * Points.B) * w1;
        S.Store(even + odd, to + (3 * toStep));
        S.Store(even - odd, to + (4 * toStep));
    }
}
