using System.Numerics;
using Basin.Numerics.Kernels.Pooling;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>How pooling windows slide over images: checked once, when an operation is made.</summary>
internal static class PoolingGeometry
{
    /// <summary>The windows over <paramref name="x"/>; (extent + padding − kernel)/stride + 1 of them along an axis, rounded down or up.</summary>
    /// <exception cref="ArgumentException">x is not a batch of images, or a window does not fit.</exception>
    public static Window Over<T>(string operation, Operation<T> x, PoolingShape shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Shape.Rank != 4) throw new ArgumentException($"{operation} takes images of shape [n, height, width, channels]; it was given {x.Shape}.", nameof(x));
        int height = x.Shape[1], width = x.Shape[2];
        return new Window
        {
            Height = height,
            Width = width,
            Channels = x.Shape[3],
            OutputHeight = Outputs(operation, "rows", height, shape.KernelHeight, shape.StrideY, shape.PadTop, shape.PadBottom, shape.RoundsUp),
            OutputWidth = Outputs(operation, "columns", width, shape.KernelWidth, shape.StrideX, shape.PadLeft, shape.PadRight, shape.RoundsUp),
            KernelHeight = shape.KernelHeight,
            KernelWidth = shape.KernelWidth,
            StrideY = shape.StrideY,
            StrideX = shape.StrideX,
            PadTop = shape.PadTop,
            PadLeft = shape.PadLeft,
        };
    }

    /// <summary>The shape of the pooled images.</summary>
    public static Shape Output(Shape x, in Window window) => new(x[0], window.OutputHeight, window.OutputWidth, x[3]);

    private static int Outputs(string operation, string what, int extent, int kernel, int stride, int before, int after, bool roundsUp)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(kernel, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(before);
        ArgumentOutOfRangeException.ThrowIfNegative(after);

        // With less padding than that a window holds at least one pixel, and so has a largest and a mean.
        if (before >= kernel || after >= kernel)
            throw new ArgumentException($"{operation} with padding {before} and {after} and a window of {kernel} {what} would have windows without pixels; the padding must be less than the window.");
        var rest = extent + before + after - kernel;
        if (rest < 0) throw new ArgumentException($"{operation}: a window of {kernel} {what} does not fit images of {extent} {what} with padding {before} and {after}.");
        var outputs = (rest / stride) + 1;
        var partial = roundsUp && rest % stride != 0 && outputs * stride < extent + before;
        return partial ? outputs + 1 : outputs;
    }
}
