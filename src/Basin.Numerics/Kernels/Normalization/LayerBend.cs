using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;
using Basin.Numerics.Kernels.Softmax;

namespace Basin.Numerics.Kernels.Normalization;

/// <summary>
/// result (+)= ṡ(g − p − x̂q) + s(ġ − ṗ − x̂̇q − x̂q̇), row by row: the tangent of s(g − p − x̂q) where g = γu, p = ⟨g⟩,
/// q = ⟨gx̂⟩, ṡ = −s²κ. Null tangents are zero.
/// </summary>
internal readonly unsafe struct LayerBend<T>(
    T* x, T* tangent, T* gamma, T* gammaTangent, T* u, T* uTangent, T* mean, T* inverse, T* drift, T* kappa, T* result, int columns, bool accumulate) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var (count, add) = (columns, accumulate);
        T* g0 = gamma, g1 = gammaTangent;
        var each = T.One / T.CreateTruncating(count);
        for (var row = start; row < end; row++)
        {
            var at = (long)row * count;
            T* x0 = x + at, x1 = tangent == null ? null : tangent + at, u0 = u + at, u1 = uTangent == null ? null : uTangent + at, to = result + at;
            S middle = S.Create(mean[row]), s = S.Create(inverse[row]), d = S.Create(drift[row]), k = S.Create(kappa[row]);
            S sum = S.Zero, product = S.Zero, sumDot = S.Zero, productDot = S.Zero;
            for (var i = 0; i < count; i += S.Count)
            {
                var (normal, normalDot) = Normal(x0, x1, i, count - i, middle, s, d, k);
                var (g, gDot) = Weighted(g0, g1, u0, u1, i, count - i);
                sum += g;
                product = S.MultiplyAdd(g, normal, product);
                sumDot += gDot;
                productDot = S.MultiplyAdd(gDot, normal, S.MultiplyAdd(g, normalDot, productDot));
            }

            S p = S.Create(S.Sum(sum) * each), q = S.Create(S.Sum(product) * each), pDot = S.Create(S.Sum(sumDot) * each), qDot = S.Create(S.Sum(productDot) * each);
            for (var i = 0; i < count; i += S.Count)
            {
                var rest = count - i;
                var (normal, normalDot) = Normal(x0, x1, i, rest, middle, s, d, k);
                var (g, gDot) = Weighted(g0, g1, u0, u1, i, rest);
                var drifting = gDot - pDot - (normalDot * q) - (normal * qDot);
                var shrinking = s * k * (g - p - (normal * q));
                RowLoops.Put<S, T>(s * (drifting - shrinking), to + i, rest, add);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static (S Value, S Tangent) Normal(T* x0, T* x1, int i, int rest, S middle, S s, S d, S k)
        {
            var normal = (S.Load(x0 + i, rest) - middle) * s;
            return (normal, x1 == null ? S.Zero : s * (S.Load(x1 + i, rest) - d - (normal * k)));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static (S Value, S Tangent) Weighted(T* g0, T* g1, T* u0, T* u1, int i, int rest)
        {
            S g = S.Load(g0 + i, rest), v = S.Load(u0 + i, rest), dot = S.Zero;
            if (u1 != null) dot = g * S.Load(u1 + i, rest);
            if (g1 != null) dot = S.MultiplyAdd(S.Load(g1 + i, rest), v, dot);
            return (g * v, dot);
        }
    }
}
