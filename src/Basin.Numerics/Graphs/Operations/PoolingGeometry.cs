using System.Numerics;
using Basin.Numerics.Kernels.Pooling;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>How pooling windows slide over images: checked once, when an operation is made.</summary>
internal static class PoolingGeometry
{
    /// <summary>The windows over <paramref name="x"/>; floor((extent + 2·padding − kernel)/stride) + 1 of them along an axis.</summary>
    /// <exception cref="ArgumentException">x is not a batch of images, or a window does not fit.</exception>
    public static Window Over<T>(string operation, Operation<T> x, int kernelHeight, int kernelWidth, int stride, int padding)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Shape.Rank != 4) throw new ArgumentException($"{operation} takes images of shape [n, height, width, channels]; it was given {x.Shape}.", nameof(x));
        ArgumentOutOfRangeException.ThrowIfLessThan(kernelHeight, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(kernelWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        int height = x.Shape[1], width = x.Shape[2];

        // With less padding than that a window holds at least one pixel, and so has a largest and a mean.
        if (padding >= Math.Min(kernelHeight, kernelWidth))
            throw new ArgumentException($"{operation} with padding {padding} and a window of {kernelHeight}x{kernelWidth} would have windows without pixels; the padding must be less than the window.", nameof(padding));
        if (height + (2 * padding) < kernelHeight || width + (2 * padding) < kernelWidth)
            throw new ArgumentException($"{operation}: a window of {kernelHeight}x{kernelWidth} does not fit images {x.Shape} with padding {padding}.", nameof(x));
        return new Window
        {
            Height = height,
            Width = width,
            Channels = x.Shape[3],
            OutputHeight = ((height + (2 * padding) - kernelHeight) / stride) + 1,
            OutputWidth = ((width + (2 * padding) - kernelWidth) / stride) + 1,
            KernelHeight = kernelHeight,
            KernelWidth = kernelWidth,
            Stride = stride,
            Padding = padding,
        };
    }

    /// <summary>The shape of the pooled images.</summary>
    public static Shape Output(Shape x, in Window window) => new(x[0], window.OutputHeight, window.OutputWidth, x[3]);
}
