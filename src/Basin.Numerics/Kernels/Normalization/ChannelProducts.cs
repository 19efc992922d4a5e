using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Normalization;

/// <summary>partials[chunk, 0, c] = Σ u, partials[chunk, 1, c] = Σ u·(x − mean) over the chunk's rows.</summary>
internal readonly unsafe struct ChannelProducts<T>(T* x, T* mean, T* u, int channels, T* partials) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var stride = channels;
        var sums = partials + (2L * chunk * stride);
        for (var c = 0; c < stride; c += S.Count)
        {
            var rest = stride - c;
            var middle = S.Load(mean + c, rest);
            S a = S.Zero, b = S.Zero, a2 = S.Zero, b2 = S.Zero;
            var first = ((long)start * stride) + c;
            T* p = x + first, q = u + first;
            var rows = end - start;
            for (; rows >= 2; rows -= 2, p += 2L * stride, q += 2L * stride)
            {
                S v = S.Load(q, rest), w = S.Load(q + stride, rest);
                a += v;
                b += w;
                a2 = S.MultiplyAdd(v, S.Load(p, rest) - middle, a2);
                b2 = S.MultiplyAdd(w, S.Load(p + stride, rest) - middle, b2);
            }

            if (rows > 0)
            {
                var v = S.Load(q, rest);
                a += v;
                a2 = S.MultiplyAdd(v, S.Load(p, rest) - middle, a2);
            }

            S.Store(a + b, sums + c, rest);
            S.Store(a2 + b2, sums + stride + c, rest);
        }
    }
}
