using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Normalization;

/// <summary>
/// partials[chunk, 0, c] = Σ v and partials[chunk, 1, c] = Σ (v·x̂ + u·x̂̇) over the chunk's rows. With v = ȳ and no u they
/// are the adjoints of shift and scale; with v the tangent of ȳ and u = ȳ, the tangents of these. Null v and ẋ are zero.
/// </summary>
internal readonly unsafe struct LayerProducts<T>(T* x, T* tangent, T* v, T* u, T* mean, T* inverse, T* drift, T* kappa, int columns, T* partials) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public const int Sums = 2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var stride = columns;
        var sums = partials + ((long)Sums * chunk * stride);
        T* x0 = x, x1 = u == null ? null : tangent, v0 = v, u0 = u;
        for (var c = 0; c < stride; c += S.Count)
        {
            var rest = stride - c;
            S sum = S.Zero, product = S.Zero;
            var at = ((long)start * stride) + c;
            for (var row = start; row < end; row++, at += stride)
            {
                var s = S.Create(inverse[row]);
                var normal = (S.Load(x0 + at, rest) - S.Create(mean[row])) * s;
                if (v0 != null)
                {
                    var w = S.Load(v0 + at, rest);
                    sum += w;
                    product = S.MultiplyAdd(w, normal, product);
                }

                if (x1 != null)
                {
                    var normalDot = s * (S.Load(x1 + at, rest) - S.Create(drift[row]) - (normal * S.Create(kappa[row])));
                    product = S.MultiplyAdd(S.Load(u0 + at, rest), normalDot, product);
                }
            }

            S.Store(sum, sums + c, rest);
            S.Store(product, sums + stride + c, rest);
        }
    }
}
