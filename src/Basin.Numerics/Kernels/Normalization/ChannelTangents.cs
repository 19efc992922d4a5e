using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Normalization;

/// <summary>
/// Five sums over the chunk's rows, partials[chunk, 0 … 4, c]: Σu, Σu(x − mean), Σu̇, Σu̇(x − mean), Σu(ẋ − drift). A null
/// u̇ or ẋ − drift is zero.
/// </summary>
internal readonly unsafe struct ChannelTangents<T>(T* x, T* mean, T* tangent, T* drift, T* u, T* uTangent, int channels, T* partials) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public const int Sums = 5;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var stride = channels;
        var sums = partials + ((long)Sums * chunk * stride);
        for (var c = 0; c < stride; c += S.Count)
        {
            var rest = stride - c;
            S middle = S.Load(mean + c, rest), middleTangent = tangent == null ? S.Zero : S.Load(drift + c, rest);
            S s0 = S.Zero, s1 = S.Zero, s2 = S.Zero, s3 = S.Zero, s4 = S.Zero;
            var at = ((long)start * stride) + c;
            T* x0 = x, x1 = tangent, u0 = u, u1 = uTangent;
            for (var row = start; row < end; row++, at += stride)
            {
                S v = S.Load(u0 + at, rest), centred = S.Load(x0 + at, rest) - middle;
                s0 += v;
                s1 = S.MultiplyAdd(v, centred, s1);
                if (u1 != null)
                {
                    var w = S.Load(u1 + at, rest);
                    s2 += w;
                    s3 = S.MultiplyAdd(w, centred, s3);
                }

                if (x1 != null) s4 = S.MultiplyAdd(v, S.Load(x1 + at, rest) - middleTangent, s4);
            }

            S.Store(s0, sums + c, rest);
            S.Store(s1, sums + stride + c, rest);
            S.Store(s2, sums + (2L * stride) + c, rest);
            S.Store(s3, sums + (3L * stride) + c, rest);
            S.Store(s4, sums + (4L * stride) + c, rest);
        }
    }
}
