using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;
using Basin.Numerics.Kernels.Softmax;

namespace Basin.Numerics.Kernels.Pooling;

/// <summary>
/// result (+)= the sum of u over the windows in which this pixel is the largest. An item is one row of one input image:
/// each pixel gathers from the windows that cover it, so no two threads write to one place.
/// </summary>
internal readonly unsafe struct MaxAdjoint<T>(T* u, T* where, T* result, Window window, bool accumulate) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var w = window;
        for (var item = start; item < end; item++)
        {
            var (image, iy) = Math.DivRem(item, w.Height);
            var (top, bottom) = Window.Covering(iy, w.KernelHeight, w.StrideY, w.PadTop, w.OutputHeight);
            var outputs = (long)image * w.OutputHeight * w.OutputWidth * w.Channels;
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
                            var place = ((iy + w.PadTop - (oy * w.StrideY)) * w.KernelWidth) + ix + w.PadLeft - (ox * w.StrideX);
                            var at = outputs + ((((long)oy * w.OutputWidth) + ox) * w.Channels) + c;
                            sum += S.WhereEqual(S.Load(where + at, rest), S.Create(T.CreateTruncating(place)), S.Load(u + at, rest), S.Zero);
                        }
                    }

                    RowLoops.Put<S, T>(sum, to + c, rest, accumulate);
                }
            }
        }
    }
}
