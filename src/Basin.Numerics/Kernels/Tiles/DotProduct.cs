using Basin.Numerics.Threading;

namespace Basin.Numerics.Kernels.Tiles;

#pragma warning disable CA1051 // A record of addresses on the caller's stack.

/// <summary>C (+)= A·Bᵀ with adjacent terms in both, without packing anything: for a few rows of A, or of B. Strides in bytes.</summary>
internal unsafe struct DotProduct
{
    private const long SerialFlops = 400_000;

    public byte* A;
    public byte* B;
    public byte* C;
    public nint RowStrideA;
    public nint ColumnStrideB;
    public nint RowStrideC;
    public int Rows;
    public int Columns;
    public int Terms;
    public bool Accumulate;

    private int _bits;
    private bool _isDouble;
    private int _rowTiles;
    private int _columnTiles;
    private int _rowChunks;
    private int _columnChunks;

    /// <summary>Decides everything that depends on the sizes.</summary>
    public void Plan(TileSet set)
    {
        (_bits, _isDouble) = (set.Bits, set.IsDouble);
        var (rows, columns) = DotEmitter.Largest(_bits);
        // One row (or column) alone leaves registers for more of the other.
        if (Rows == 1) columns = 8;
        if (Columns == 1) rows = 8;
        _rowTiles = (Rows + rows - 1) / rows;
        _columnTiles = (Columns + columns - 1) / columns;
        var flops = 2L * Rows * Columns * Terms;
        var wanted = flops < SerialFlops ? 1 : (int)Math.Clamp(flops / SerialFlops, 2, 64);
        _columnChunks = Columns >= Rows ? Math.Min(wanted, _columnTiles) : 1;
        _rowChunks = Columns >= Rows ? 1 : Math.Min(wanted, _rowTiles);
    }

    /// <summary>Computes the product that was planned.</summary>
    public void Run(Workers workers)
    {
        fixed (DotProduct* self = &this)
        {
            if (_columnChunks * _rowChunks == 1) RunChunk((nint)self, 0);
            else workers.Run(_columnChunks * _rowChunks, &RunChunk, (nint)self);
        }
    }

    private static void RunChunk(nint state, int chunk)
    {
        var self = (DotProduct*)state;
        var (row, column) = self->_rowChunks > 1 ? (chunk, 0) : (0, chunk);
        self->Compute(
            (int)((long)self->_rowTiles * row / self->_rowChunks), (int)((long)self->_rowTiles * (row + 1) / self->_rowChunks),
            (int)((long)self->_columnTiles * column / self->_columnChunks), (int)((long)self->_columnTiles * (column + 1) / self->_columnChunks));
    }

    private readonly void Compute(int firstRowTile, int endRowTile, int firstColumnTile, int endColumnTile)
    {
        var set = TileSet.Of(_bits, _isDouble);
        var size = set.ElementBytes;
        // Without masks the terms that do not fill a vector are summed one by one, in a second pass.
        var rest = set.HasMasks ? 0 : Terms % set.Lanes;
        Segment segment;
        TileCall call;
        call.Segments = &segment;
        call.SegmentCount = 1;
        call.RowStrideA = RowStrideA;
        call.TermStrideB = ColumnStrideB;
        call.RowStrideC = RowStrideC;
        for (var j = firstColumnTile; j < endColumnTile; j++)
        {
            var column = (int)((long)Columns * j / _columnTiles);
            var columns = (int)((long)Columns * (j + 1) / _columnTiles) - column;
            for (var i = firstRowTile; i < endRowTile; i++)
            {
                var row = (int)((long)Rows * i / _rowTiles);
                var rows = (int)((long)Rows * (i + 1) / _rowTiles) - row;
                call.A = A + (row * RowStrideA);
                call.B = B + (column * ColumnStrideB);
                call.C = C + (row * RowStrideC) + (column * size);
                call.Accumulate = Accumulate ? 1 : 0;
                segment.Length = Terms - rest;
                set.DotKernel(rows, columns)(&call);
                if (rest == 0) continue;
                call.A += (long)(Terms - rest) * size;
                call.B += (long)(Terms - rest) * size;
                call.Accumulate = 1;
                segment.Length = rest;
                set.DotKernel(rows, columns, scalar: true)(&call);
            }
        }
    }
}
