using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Pooling;

/// <summary>y[n, c] = the mean of x[n, ·, c]. An item is an image.</summary>
internal readonly unsafe struct PixelMean<T>(T* x, T* y, int pixels, int channels) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var (count, width, weight) = (pixels, channels, S.Create(T.One / T.CreateTruncating(pixels)));
        for (var image = start; image < end; image++)
        {
            for (var c = 0; c < width; c += S.Count)
            {
                var rest = width - c;
                var p = x + ((long)image * count * width) + c;
                S even = S.Zero, odd = S.Zero;
                var left = count;
                for (; left >= 2; left -= 2, p += 2L * width)
                {
                    even += S.Load(p, rest);
                    odd += S.Load(p + width, rest);
                }

                if (left > 0) even += S.Load(p, rest);
                S.Store((even + odd) * weight, y + ((long)image * width) + c, rest);
            }
        }
    }
}
