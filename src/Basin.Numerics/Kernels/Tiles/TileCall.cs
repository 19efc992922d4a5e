namespace Basin.Numerics.Kernels.Tiles;

#pragma warning disable CA1051 // Read by emitted code.

/// <summary>What a tile kernel is told. Strides are in bytes.</summary>
internal unsafe struct TileCall
{
    /// <summary>Element (0, 0) of A.</summary>
    public byte* A;

    /// <summary>Element (0, 0) of B.</summary>
    public byte* B;

    /// <summary>Element (0, 0) of C.</summary>
    public byte* C;

    /// <summary>From one row of A to the next.</summary>
    public nint RowStrideA;

    /// <summary>From one run of rows of A to the next, for kernels with runs.</summary>
    public nint RunStrideA;

    /// <summary>From one run of rows of C to the next, for kernels with runs.</summary>
    public nint RunStrideC;

    /// <summary>From one term of A to the next.</summary>
    public nint TermStrideA;

    /// <summary>From one term of B to the next; columns are adjacent.</summary>
    public nint TermStrideB;

    /// <summary>From one row of C to the next; columns are adjacent.</summary>
    public nint RowStrideC;

    /// <summary>The stretches of the sum, in order.</summary>
    public Segment* Segments;

    /// <summary>How many stretches; 0 makes the sum 0.</summary>
    public nint SegmentCount;

    /// <summary>Columns of the last vector, for kernels with a partial one.</summary>
    public nint LastColumns;

    /// <summary>Add to C instead of overwriting it when not 0.</summary>
    public nint Accumulate;
}
