namespace Basin.Numerics.Graphs.Operations;

/// <summary>How the windows of a pooling slide over images.</summary>
/// <param name="KernelHeight">Rows of a window, at least 1.</param>
/// <param name="KernelWidth">Columns of a window, at least 1.</param>
public readonly record struct PoolingShape(int KernelHeight, int KernelWidth)
{
    /// <summary>Rows from one window to the next, at least 1.</summary>
    public int StrideY { get; init; } = 1;

    /// <summary>Columns from one window to the next, at least 1.</summary>
    public int StrideX { get; init; } = 1;

    /// <summary>Rows added above an image, fewer than a window has.</summary>
    public int PadTop { get; init; }

    /// <summary>Columns added left of an image, fewer than a window has.</summary>
    public int PadLeft { get; init; }

    /// <summary>Rows added below an image, fewer than a window has.</summary>
    public int PadBottom { get; init; }

    /// <summary>Columns added right of an image, fewer than a window has.</summary>
    public int PadRight { get; init; }

    /// <summary>Whether a last window that is only partly inside counts, if it begins in the image or before it.</summary>
    public bool RoundsUp { get; init; }

    /// <summary>Square windows with the same stride and padding in both directions.</summary>
    public static PoolingShape Square(int kernel, int stride, int padding = 0) => new(kernel, kernel)
    {
        StrideY = stride,
        StrideX = stride,
        PadTop = padding,
        PadLeft = padding,
        PadBottom = padding,
        PadRight = padding,
    };
}
