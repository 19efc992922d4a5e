namespace Basin.Numerics.Kernels.Convolutions;

#pragma warning disable CA1051 // A record on the caller's stack.

/// <summary>
/// A grid of output pixels that see their windows the same way. A forward pass is one; backwards through a stride of s,
/// pixels fall into s² of them, each a convolution of stride 1 with some of the taps.
/// </summary>
internal struct Phase
{
    /// <summary>Rows of the grid.</summary>
    public int Rows;

    /// <summary>Columns of the grid.</summary>
    public int Columns;

    /// <summary>The first pixel, in bytes from the start of an output image.</summary>
    public nint Start;

    /// <summary>Its segments: the first in the list and how many.</summary>
    public int FirstSegment;

    /// <summary>How many segments.</summary>
    public int SegmentCount;
}
