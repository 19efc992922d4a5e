using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Pooling;

/// <summary>
/// y = the largest of each window, and where = its place in the window, counted by rows; the first one among equals.
/// A NaN wins. An item is one row of one output image.
/// </summary>
internal readonly unsafe struct MaxValue<T>(T* x, T* y, T* where, Window window) : IKernel<T>
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
            var (top, bottom) = Window.Inside(oy, w.KernelHeight, w.StrideY, w.PadTop, w.Height);
            var pixels = x + ((long)image * w.Height * w.Width * w.Channels);
            for (var ox = 0; ox < w.OutputWidth; ox++)
            {
                var (left, right) = Window.Inside(ox, w.KernelWidth, w.StrideX, w.PadLeft, w.Width);
                var to = (((long)item * w.OutputWidth) + ox) * w.Channels;
                for (var c = 0; c < w.Channels; c += S.Count)
                {
                    var rest = w.Channels - c;
                    S best = S.Of(double.NegativeInfinity), place = S.Create(Place(top, left, oy, ox, w));
                    for (var iy = top; iy < bottom; iy++)
                    {
                        for (var ix = left; ix < right; ix++)
                        {
                            // Taken unless it is at most the best so far, which a NaN is not; and a NaN is never replaced.
                            var value = S.Load(pixels + ((((long)iy * w.Width) + ix) * w.Channels) + c, rest);
                            var replaced = S.WhereLessOrEqual(value, best, place, S.Create(Place(iy, ix, oy, ox, w)));
                            place = S.WhereEqual(best, best, replaced, place);
                            best = S.WhereEqual(best, best, S.WhereLessOrEqual(value, best, best, value), best);
                        }
                    }

                    S.Store(best, y + to + c, rest);
                    S.Store(place, where + to + c, rest);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Place(int iy, int ix, int oy, int ox, in Window w) =>
        T.CreateTruncating(((iy + w.PadTop - (oy * w.StrideY)) * w.KernelWidth) + ix + w.PadLeft - (ox * w.StrideX));
}
