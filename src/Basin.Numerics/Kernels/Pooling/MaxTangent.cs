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
            var (top, bottom) = Window.Inside(oy, w.KernelHeight, w.StrideY, w.PadTop, w.Height);
            var pixels = tangent + ((long)image * w.Height * w.Width * w.Channels);
            for (var ox = 0; ox < w.OutputWidth; ox++)
            {
                var (left, right) = Window.Inside(ox, w.KernelWidth, w.StrideX, w.PadLeft, w.Width);
                var at = (((long)item * w.OutputWidth) + ox) * w.Channels;
                for (var c = 0; c < w.Channels; c += S.Count)
                {
                    var rest = w.Channels - c;
                    S winner = S.Load(where + at + c, rest), sum = S.Zero;
                    for (var iy = top; iy < bottom; iy++)
                    {
                        var place = ((iy + w.PadTop - (oy * w.StrideY)) * w.KernelWidth) + left + w.PadLeft - (ox * w.StrideX);
                        var from = pixels + ((((long)iy * w.Width) + left) * w.Channels) + c;
                        for (var ix = left; ix < right; ix++, place++, from += w.Channels)
                            sum = S.WhereEqual(winner, S.Create(T.CreateTruncating(place)), S.Load(from, rest), sum);
                    }

                    S.Store(sum, result + at + c, rest);
                }
            }
        }
    }
}
