namespace Basin.Numerics.Kernels;

/// <summary>The sizes of a two-dimensional convolution over images of layout [batch][height][width][channels].</summary>
/// <remarks>
/// Weights are [kernel height][kernel width][channels / groups][out channels]; the output channels of group g are
/// adjacent and see the input channels of group g. Cross-correlation, as networks have it: the window is not flipped.
/// </remarks>
/// <param name="Batch">Images.</param>
/// <param name="Height">Rows of an input image.</param>
/// <param name="Width">Columns of an input image.</param>
/// <param name="Channels">Channels of an input image.</param>
/// <param name="OutChannels">Channels of an output image.</param>
/// <param name="KernelHeight">Rows of the window.</param>
/// <param name="KernelWidth">Columns of the window.</param>
public readonly record struct ConvolutionShape(int Batch, int Height, int Width, int Channels, int OutChannels, int KernelHeight, int KernelWidth)
{
    /// <summary>Input rows from one output row to the next.</summary>
    public int StrideY { get; init; } = 1;

    /// <summary>Input columns from one output column to the next.</summary>
    public int StrideX { get; init; } = 1;

    /// <summary>Rows of zeros above an image.</summary>
    public int PadTop { get; init; }

    /// <summary>Columns of zeros left of an image.</summary>
    public int PadLeft { get; init; }

    /// <summary>Rows of zeros below an image.</summary>
    public int PadBottom { get; init; }

    /// <summary>Columns of zeros right of an image.</summary>
    public int PadRight { get; init; }

    /// <summary>Input rows from one row of the window to the next.</summary>
    public int DilationY { get; init; } = 1;

    /// <summary>Input columns from one column of the window to the next.</summary>
    public int DilationX { get; init; } = 1;

    /// <summary>Parts that the channels are split into, each with its own weights.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Rows of an output image.</summary>
    public int OutHeight => ((Height + PadTop + PadBottom - SpanY) / StrideY) + 1;

    /// <summary>Columns of an output image.</summary>
    public int OutWidth => ((Width + PadLeft + PadRight - SpanX) / StrideX) + 1;

    /// <summary>Input rows that one window covers, holes included.</summary>
    public int SpanY => ((KernelHeight - 1) * DilationY) + 1;

    /// <summary>Input columns that one window covers, holes included.</summary>
    public int SpanX => ((KernelWidth - 1) * DilationX) + 1;

    /// <summary>Channels of the input that one output channel sees.</summary>
    public int GroupChannels => Channels / Groups;

    /// <summary>Channels of the output in one group.</summary>
    public int GroupOutChannels => OutChannels / Groups;

    /// <summary>Elements of the input.</summary>
    public long InputLength => (long)Batch * Height * Width * Channels;

    /// <summary>Elements of the weights.</summary>
    public long WeightLength => (long)KernelHeight * KernelWidth * GroupChannels * OutChannels;

    /// <summary>Elements of the output.</summary>
    public long OutputLength => (long)Batch * OutHeight * OutWidth * OutChannels;

    /// <summary>Multiplications and additions of one pass, those with padding included.</summary>
    public long Flops => 2 * (long)Batch * OutHeight * OutWidth * WeightLength;

    /// <summary>The same padding on all four sides.</summary>
    public ConvolutionShape Padded(int by) => this with { PadTop = by, PadLeft = by, PadBottom = by, PadRight = by };

    /// <summary>The same stride in both directions.</summary>
    public ConvolutionShape Strided(int by) => this with { StrideY = by, StrideX = by };

    /// <summary>Checks that such a convolution exists.</summary>
    /// <exception cref="ArgumentException">A size is out of range or the sizes do not fit together; the message says which.</exception>
    public void Validate()
    {
        AtLeast(0, Batch, nameof(Batch));
        AtLeast(1, Height, nameof(Height));
        AtLeast(1, Width, nameof(Width));
        AtLeast(1, Channels, nameof(Channels));
        AtLeast(1, OutChannels, nameof(OutChannels));
        AtLeast(1, KernelHeight, nameof(KernelHeight));
        AtLeast(1, KernelWidth, nameof(KernelWidth));
        AtLeast(1, StrideY, nameof(StrideY));
        AtLeast(1, StrideX, nameof(StrideX));
        AtLeast(0, PadTop, nameof(PadTop));
        AtLeast(0, PadLeft, nameof(PadLeft));
        AtLeast(0, PadBottom, nameof(PadBottom));
        AtLeast(0, PadRight, nameof(PadRight));
        AtLeast(1, DilationY, nameof(DilationY));
        AtLeast(1, DilationX, nameof(DilationX));
        AtLeast(1, Groups, nameof(Groups));
        if (Channels % Groups != 0)
            throw new ArgumentException($"A convolution of {Channels} input channels in {Groups} groups: the channels must divide evenly.");
        if (OutChannels % Groups != 0)
            throw new ArgumentException($"A convolution to {OutChannels} output channels in {Groups} groups: the channels must divide evenly.");
        if (Height + PadTop + PadBottom < SpanY)
            throw new ArgumentException($"A window {SpanY} rows high does not fit in an image of {Height} rows with {PadTop} + {PadBottom} rows of padding.");
        if (Width + PadLeft + PadRight < SpanX)
            throw new ArgumentException($"A window {SpanX} columns wide does not fit in an image of {Width} columns with {PadLeft} + {PadRight} columns of padding.");
    }

    private static void AtLeast(int least, int value, string name)
    {
        if (value < least) throw new ArgumentException($"A convolution's {name} is {value}; it must be at least {least}.");
    }
}
