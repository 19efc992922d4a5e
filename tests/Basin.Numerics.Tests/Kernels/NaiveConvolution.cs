namespace Basin.Numerics.Tests.Kernels;

using Basin.Numerics.Kernels;

/// <summary>The definition, in float64: every product of a pixel, a weight and an output, one at a time.</summary>
public static class NaiveConvolution
{
    public static double[] Forward(ConvolutionShape s, double[] x, double[] w)
    {
        var y = new double[s.OutputLength];
        ForEach(s, (i, k, o) => y[o] += x[i] * w[k]);
        return y;
    }

    public static double[] BackwardData(ConvolutionShape s, double[] dy, double[] w)
    {
        var dx = new double[s.InputLength];
        ForEach(s, (i, k, o) => dx[i] += dy[o] * w[k]);
        return dx;
    }

    /// <summary>A gradient an example.</summary>
    public static double[] BackwardWeights(ConvolutionShape s, double[] x, double[] dy)
    {
        var dw = new double[s.Batch * s.WeightLength];
        var perImage = s.OutputLength / Math.Max(s.Batch, 1);
        ForEach(s, (i, k, o) => dw[(o / perImage * s.WeightLength) + k] += x[i] * dy[o]);
        return dw;
    }

    private static void ForEach(ConvolutionShape s, Action<long, long, long> visit)
    {
        for (var n = 0; n < s.Batch; n++)
        {
            for (var oy = 0; oy < s.OutHeight; oy++)
            {
                for (var ox = 0; ox < s.OutWidth; ox++)
                {
                    for (var ky = 0; ky < s.KernelHeight; ky++)
                    {
                        for (var kx = 0; kx < s.KernelWidth; kx++)
                        {
                            var (iy, ix) = ((oy * s.StrideY) + (ky * s.DilationY) - s.PadTop, (ox * s.StrideX) + (kx * s.DilationX) - s.PadLeft);
                            if (iy < 0 || iy >= s.Height || ix < 0 || ix >= s.Width) continue;
                            for (var c = 0; c < s.GroupChannels; c++)
                            {
                                for (var o = 0; o < s.OutChannels; o++)
                                {
                                    var channel = (o / s.GroupOutChannels * s.GroupChannels) + c;
                                    visit(
                                        ((((((long)n * s.Height) + iy) * s.Width) + ix) * s.Channels) + channel,
                                        ((((((long)ky * s.KernelWidth) + kx) * s.GroupChannels) + c) * s.OutChannels) + o,
                                        ((((((long)n * s.OutHeight) + oy) * s.OutWidth) + ox) * s.OutChannels) + o);
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
