using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Pooling;

/// <summary>ẏ = ẋ at the place of the largest. An item is one row of one output image.</summary>
internal readonly unsafe struct MaxTangent<T>(T* tangent, T* where, T* result, Window window) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var w = window;
        for (var item = start; item < end; item++)
        {
            var (image, oy) = Math.DivRem(item, w.OutputHeight);
            var pixels = tangent + ((long)image * w.Height * w.Width * w.Channels);
            for (var ox = 0; ox < w.OutputWidth; ox++)
            {
                var at = (((long)item * w.OutputWidth) + ox) * w.Channels;
                for (var c = 0; c < w.Channels; c++)
                {
                    var (ky, kx) = Math.DivRem(int.CreateTruncating(where[at + c]), w.KernelWidth);
                    var (iy, ix) = ((oy * w.Stride) - w.Padding + ky, (ox * w.Stride) - w.Padding + kx);
                    result[at + c] = pixels[((((long)iy * w.Width) + ix) * w.Channels) + c];
                }
            }
        }
    }
}
