using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Pooling;

/// <summary>y = the sum of each window over its pixels, or over all its places. An item is one row of one output image.</summary>
internal readonly unsafe struct AverageValue<T>(T* x, T* y, Window window, bool countsPadding) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var (w, all) = (window, countsPadding);
        for (var item = start; item < end; item++)
        {
            var (image, oy) = Math.DivRem(item, w.OutputHeight);
            var (top, bottom) = Window.Inside(oy, w.KernelHeight, w.StrideY, w.PadTop, w.Height);
            var pixels = x + ((long)image * w.Height * w.Width * w.Channels);
            for (var ox = 0; ox < w.OutputWidth; ox++)
            {
                var (left, right) = Window.Inside(ox, w.KernelWidth, w.StrideX, w.PadLeft, w.Width);
                var weight = S.Create(Weight(all ? w.KernelHeight * w.KernelWidth : (bottom - top) * (right - left)));
                var to = y + ((((long)item * w.OutputWidth) + ox) * w.Channels);
                for (var c = 0; c < w.Channels; c += S.Count)
                {
                    var (rest, sum) = (w.Channels - c, S.Zero);
                    for (var iy = top; iy < bottom; iy++)
                    {
                        for (var ix = left; ix < right; ix++)
                            sum += S.Load(pixels + ((((long)iy * w.Width) + ix) * w.Channels) + c, rest);
                    }

                    S.Store(sum * weight, to + c, rest);
                }
            }
        }
    }

    /// <summary>The weight of a pixel in a window of so many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Weight(int pixels) => T.One / T.CreateTruncating(pixels);
}
