using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Convolutions.Winograd;

/// <summary>Bᵀ: six adjacent pixels at the six points.</summary>
internal readonly unsafe struct PixelsToPoints : ILine
{
    /// <inheritdoc/>
    public static int Inputs => 6;

    /// <inheritdoc/>
    public static int Outputs => 6;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<S>(float* from, nint step, float* to, nint toStep)
        where S : unmanaged, ISimd<S, float>
    {
        S x0 = S.Load(from), x1 = S.Load(from + step), x2 = S.Load(from + (2 * step));
        S x3 = S.Load(from + (3 * step)), x4 = S.Load(from + (4 * step)), x5 = S.Load(from + (5 * step));
        S product = S.Of(Points.A2 * Points.B2), sum = S.Of(-Points.A2 - Points.B2);
        S.Store(S.MultiplyAdd(sum, x2, S.MultiplyAdd(product, x0, x4)), to);
        S.Store(S.MultiplyAdd(sum, x3, S.MultiplyAdd(product, x1, x5)), to + (5 * toStep));
        S even = S.MultiplyAdd(S.Of(-Points.B2), x2, x4), odd = S.MultiplyAdd(S.Of(-Points.B2), x1, x3);
        S.Store(S.MultiplyAdd(S.Of(Points.A), odd, even), to + toStep);
        S.Store(S.MultiplyAdd(S.Of(-Points.A), odd, even), to + (2 * toStep));
        even = S.MultiplyAdd(S.Of(-Points.A2), x2, x4);
        odd = S.MultiplyAdd(S.Of(-Points.A2), x1, x3);
        S.Store(S.MultiplyAdd(S.Of(Points.B), odd, even), to + (3 * toStep));
        S.Store(S.MultiplyAdd(S.Of(-Points.B), odd, even), to + (4 * toStep));
    }
}
