using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;
using Basin.Numerics.Kernels.Softmax;

namespace Basin.Numerics.Kernels.Pooling;

/// <summary>
/// result (+)= the sum of u times the window's weight over the windows that cover a pixel. An item is one row of one
/// input image.
/// </summary>
internal readonly unsafe struct AverageAdjoint<T>(T* u, T* result, Window window, bool countsPadding, bool accumulate) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var (w, alike) = (window, countsPadding || window.IsFullEverywhere);
        var common = S.Create(AverageValue<T>.Weight(w.KernelHeight * w.KernelWidth));
        for (var item = start; item < end; item++)
        {
            var (image, iy) = Math.DivRem(item, w.Height);
            var (top, bottom) = Window.Covering(iy, w.KernelHeight, w.StrideY, w.PadTop, w.OutputHeight);
            var outputs = u + ((long)image * w.OutputHeight * w.OutputWidth * w.Channels);
            for (var ix = 0; ix < w.Width; ix++)
            {
                var (left, right) = Window.Covering(ix, w.KernelWidth, w.StrideX, w.PadLeft, w.OutputWidth);
                var to = result + ((((long)item * w.Width) + ix) * w.Channels);
                for (var c = 0; c < w.Channels; c += S.Count)
                {
                    var (rest, sum) = (w.Channels - c, S.Zero);
                    for (var oy = top; oy < bottom; oy++)
                    {
                        for (var ox = left; ox < right; ox++)
                        {
                            var weight = alike ? common : S.Create(AverageValue<T>.Weight(PixelsOf(oy, ox, w)));
                            sum = S.MultiplyAdd(S.Load(outputs + ((((long)oy * w.OutputWidth) + ox) * w.Channels) + c, rest), weight, sum);
                        }
                    }

                    RowLoops.Put<S, T>(sum, to + c, rest, accumulate);
                }
            }
        }
    }

    private static int PixelsOf(int oy, int ox, in Window w)
    {
        var (top, bottom) = Window.Inside(oy, w.KernelHeight, w.StrideY, w.PadTop, w.Height);
        var (left, right) = Window.Inside(ox, w.KernelWidth, w.StrideX, w.PadLeft, w.Width);
        return (bottom - top) * (right - left);
    }
}
