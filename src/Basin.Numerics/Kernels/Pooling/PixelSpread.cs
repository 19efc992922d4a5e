using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;
using Basin.Numerics.Kernels.Softmax;

namespace Basin.Numerics.Kernels.Pooling;

/// <summary>result[n, i, c] (+)= u[n, c] / pixels. An item is an image.</summary>
internal readonly unsafe struct PixelSpread<T>(T* u, T* result, int pixels, int channels, bool accumulate) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var (count, width, add, weight) = (pixels, channels, accumulate, S.Create(T.One / T.CreateTruncating(pixels)));
        for (var image = start; image < end; image++)
        {
            for (var c = 0; c < width; c += S.Count)
            {
                var rest = width - c;
                var share = S.Load(u + ((long)image * width) + c, rest) * weight;
                var p = result + ((long)image * count * width) + c;
                for (var i = 0; i < count; i++, p += width) RowLoops.Put<S, T>(share, p, rest, add);
            }
        }
    }
}
