namespace Basin.Numerics.Kernels.Pooling;

/// <summary>How windows slide over an image of shape (height, width, channels), as plain numbers for kernels.</summary>
internal readonly struct Window
{
    public required int Height { get; init; }

    public required int Width { get; init; }

    public required int Channels { get; init; }

    public required int OutputHeight { get; init; }

    public required int OutputWidth { get; init; }

    public required int KernelHeight { get; init; }

    public required int KernelWidth { get; init; }

    public required int StrideY { get; init; }

    public required int StrideX { get; init; }

    public required int PadTop { get; init; }

    public required int PadLeft { get; init; }

    /// <summary>Whether no window reaches out of the image.</summary>
    public bool IsFullEverywhere =>
        PadTop == 0 && PadLeft == 0 && ((OutputHeight - 1) * StrideY) + KernelHeight <= Height && ((OutputWidth - 1) * StrideX) + KernelWidth <= Width;

    /// <summary>Where the window of an output position begins in the image, perhaps before it, and where it ends inside.</summary>
    public static (int Start, int End) Inside(int position, int kernel, int stride, int padding, int extent)
    {
        var start = (position * stride) - padding;
        return (Math.Max(start, 0), Math.Min(start + kernel, extent));
    }

    /// <summary>The output positions whose windows contain an image position.</summary>
    public static (int Start, int End) Covering(int position, int kernel, int stride, int padding, int outputs)
    {
        var moved = position + padding;
        var start = moved < kernel ? 0 : ((moved - kernel) / stride) + 1;
        return (start, Math.Min((moved / stride) + 1, outputs));
    }
}
