using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Normalization;

/// <summary>
/// Of a matrix of shape (rows, channels): partials[chunk, 0, c] = Σ (x − centre), partials[chunk, 1, c] = Σ (x − centre)²
/// over the chunk's rows.
/// </summary>
internal readonly unsafe struct ChannelMoments<T>(T* x, T* centre, int channels, T* partials) : IKernel<T>
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
            // Two rows at a time, because an addition waits for the one before it.
            var rest = stride - c;
            var middle = S.Load(centre + c, rest);
            S a = S.Zero, b = S.Zero, a2 = S.Zero, b2 = S.Zero;
            var p = x + ((long)start * stride) + c;
            var rows = end - start;
            for (; rows >= 2; rows -= 2, p += 2L * stride)
            {
                S u = S.Load(p, rest) - middle, v = S.Load(p + stride, rest) - middle;
                a += u;
                b += v;
                a2 = S.MultiplyAdd(u, u, a2);
                b2 = S.MultiplyAdd(v, v, b2);
            }

            if (rows > 0)
            {
                var u = S.Load(p, rest) - middle;
                a += u;
                a2 = S.MultiplyAdd(u, u, a2);
            }

            S.Store(a + b, sums + c, rest);
            S.Store(a2 + b2, sums + stride + c, rest);
        }
    }
}
