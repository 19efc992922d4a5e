using Basin.Numerics.Threading;

namespace Basin.Numerics.Kernels.Tiles;

#pragma warning disable CA1051 // A record of addresses on the caller's stack.

/// <summary>
/// C (+)= A₁·B₁ [+ A₂·B₂] cut into tiles, panels, blocks and chunks. B has adjacent columns or has been packed.
/// </summary>
/// <remarks>
/// How a number of C is summed depends on the sizes alone: the tiles do not move when the chunks do. Strides in bytes.
/// </remarks>
internal unsafe struct Product
{
    // A panel of B for one block of terms fills two thirds of a first-level cache of 48 KB, all of one of 32 KB.
    private const int PanelBytes = 32 * 1024;

    // The rows of A that are used again for every panel stay in the second-level cache.
    private const int RowBlockBytes = 256 * 1024;

    private const long SerialFlops = 400_000;

    public byte* A1;
    public byte* A2;
    public byte* B1;
    public byte* B2;
    public byte* C;
    public nint RowStrideA;
    public nint TermStrideA;
    public nint TermStrideB;
    public nint RowStrideC;
    public int Rows;
    public int Columns;
    public int Terms;
    public int Operands;
    public bool Accumulate;

    /// <summary>B1 and B2 are panels, one after another, each with its columns adjacent and padded to whole vectors.</summary>
    public bool IsPacked;

    /// <summary>Where each chunk copies its rows of C to, transposed; null when C is the result.</summary>
    public byte* TransposedC;
    public nint TransposedStride;
    public bool TransposedAccumulate;

    private int _bits;
    private bool _isDouble;
    private int _panels;
    private int _vectors;
    private int _remainder;
    private int _tiles;
    private int _blockTerms;
    private int _blockTiles;
    private int _rowChunks;
    private int _panelChunks;
    private int _termChunks;
    private byte* _partials;

    private struct Panel
    {
        public int Column;
        public int Vectors;
        public int Columns;
        public bool IsPartial;
        public bool IsScalar;
    }

    /// <summary>Decides everything that depends on the sizes. To be called when the sizes are set.</summary>
    public void Plan(TileSet set)
    {
        (_bits, _isDouble) = (set.Bits, set.IsDouble);
        _remainder = Columns % set.Lanes;
        _vectors = (Columns / set.Lanes) + (set.HasMasks && _remainder > 0 ? 1 : 0);
        if (set.HasMasks || _vectors == 0) _remainder = set.HasMasks ? 0 : _remainder;
        var width = Math.Min(PanelVectors(_bits, Rows, _vectors), Math.Max(_vectors, 1));
        _panels = (_vectors + width - 1) / width;
        width = _panels == 0 ? 1 : (_vectors + _panels - 1) / _panels;
        var maxRows = Math.Min(TileShape.MaxRows(_bits, width), _remainder > 0 ? TileShape.MaxRows(_bits, _remainder) : int.MaxValue);
        _tiles = (Rows + maxRows - 1) / maxRows;
        var block = PanelBytes / (width * set.VectorBytes);
        if (_tiles <= 2 || (long)Terms * Operands <= block + (block / 2))
        {
            _blockTerms = Math.Max(Terms, 1);
        }
        else
        {
            var blocks = (Terms + block - 1) / block;
            _blockTerms = (Terms + blocks - 1) / blocks;
        }

        var tileBytes = (long)((Rows + _tiles - 1) / _tiles) * _blockTerms * set.ElementBytes;
        _blockTiles = (int)Math.Max(1, RowBlockBytes / Math.Max(tileBytes, 1));
        PlanChunks();
    }

    /// <summary>Computes the product that was planned.</summary>
    public void Run(Workers workers)
    {
        if (_termChunks > 1)
        {
            RunTermChunks(workers);
            return;
        }

        var chunks = _rowChunks * _panelChunks;
        fixed (Product* self = &this)
        {
            if (chunks == 1) RunChunk((nint)self, 0);
            else workers.Run(chunks, &RunChunk, (nint)self);
        }
    }

    /// <summary>Bytes of B packed for the sizes planned, one operand.</summary>
    public readonly long PackedBytes
    {
        get
        {
            var set = TileSet.Of(_bits, _isDouble);
            return ((long)_vectors * set.VectorBytes * Terms) + ((long)_remainder * set.ElementBytes * Terms);
        }
    }

    /// <summary>How many panels <see cref="Pack"/> writes.</summary>
    public readonly int PackedPanels => _panels + (_remainder > 0 ? 1 : 0);

    /// <summary>Writes one panel of B to where <see cref="Run"/> will look for it.</summary>
    /// <param name="panel">Which.</param>
    /// <param name="source">B, element (0, 0).</param>
    /// <param name="termStride">From one term to the next.</param>
    /// <param name="columnStride">From one column to the next.</param>
    /// <param name="packed">The start of all panels.</param>
    public readonly void Pack(int panel, byte* source, nint termStride, nint columnStride, byte* packed)
    {
        var set = TileSet.Of(_bits, _isDouble);
        var size = set.ElementBytes;
        var at = PanelAt(panel);
        var target = packed + ((long)at.Column * size * Terms);
        var stride = PackedStride(at, set);
        source += at.Column * columnStride;
        if (columnStride == size)
        {
            var bytes = (uint)(at.Columns * size);
            for (var term = 0; term < Terms; term++)
                Buffer.MemoryCopy(source + (term * termStride), target + (term * stride), bytes, bytes);
        }
        else if (termStride == size)
        {
            Transposition.Copy(_isDouble, source, columnStride, target, stride, at.Columns, Terms);
        }
        else if (_isDouble)
        {
            Gather((double*)source, termStride / 8, columnStride / 8, (double*)target, stride / 8, at.Columns);
        }
        else
        {
            Gather((float*)source, termStride / 4, columnStride / 4, (float*)target, stride / 4, at.Columns);
        }
    }

    private readonly void Gather<T>(T* source, nint termStride, nint columnStride, T* target, nint stride, int columns)
        where T : unmanaged
    {
        for (var term = 0; term < Terms; term++)
        {
            for (var column = 0; column < columns; column++)
                target[(term * stride) + column] = source[(term * termStride) + (column * columnStride)];
        }
    }

    /// <summary>How many vectors of columns a tile has: as square as the registers allow, wider when there are few rows.</summary>
    private static int PanelVectors(int bits, int rows, int vectors)
    {
        if (bits == 512)
        {
            return rows switch
            {
                1 => 16,
                2 => 12,
                3 => 8,
                4 => 6,
                5 => 5,
                6 => 4,
                <= 9 => 3,
                _ => vectors is 3 or 5 or 7 ? 3 : 2,
            };
        }

        return rows switch
        {
            1 => 12,
            2 => 6,
            3 => 4,
            4 => 3,
            _ => vectors is 3 or 5 ? 3 : 2,
        };
    }

    private void PlanChunks()
    {
        var flops = 2L * Rows * Columns * Terms * Operands;
        (_rowChunks, _panelChunks, _termChunks) = (1, 1, 1);
        if (flops < SerialFlops) return;
        var wanted = (int)Math.Clamp(flops / SerialFlops, 2, flops > 200_000_000 ? 64 : 16);
        if (_tiles * PackedPanels < 4 && Terms >= 2048 && TransposedC == null)
        {
            _termChunks = Math.Min(wanted, Terms / 512);
            return;
        }

        // Cut along the longer side of C, so that the larger operand is read by one chunk each.
        if (Rows >= Columns || TransposedC != null)
        {
            _rowChunks = Math.Min(wanted, _tiles);
            if (TransposedC == null) _panelChunks = Math.Min((wanted + _rowChunks - 1) / _rowChunks, PackedPanels);
        }
        else
        {
            _panelChunks = Math.Min(wanted, PackedPanels);
            _rowChunks = Math.Min((wanted + _panelChunks - 1) / _panelChunks, _tiles);
        }
    }

    private static void RunChunk(nint state, int chunk)
    {
        var self = (Product*)state;
        var (row, panel) = (chunk / self->_panelChunks, chunk % self->_panelChunks);
        var firstTile = (int)((long)self->_tiles * row / self->_rowChunks);
        var endTile = (int)((long)self->_tiles * (row + 1) / self->_rowChunks);
        var panels = self->PackedPanels;
        self->Compute(
            firstTile, endTile, (int)((long)panels * panel / self->_panelChunks), (int)((long)panels * (panel + 1) / self->_panelChunks),
            0, self->Terms, self->C, self->RowStrideC, self->Accumulate);
        if (self->TransposedC == null) return;
        var (firstRow, endRow) = (self->RowOf(firstTile), self->RowOf(endTile));
        Transposition.Copy(
            self->_isDouble, self->C + (firstRow * self->RowStrideC), self->RowStrideC,
            self->TransposedC + ((long)firstRow * (self->_isDouble ? 8 : 4)), self->TransposedStride, endRow - firstRow, self->Columns, self->TransposedAccumulate);
    }

    /// <summary>A small C with a long sum: each chunk sums some of the terms, and the parts are added in order.</summary>
    private void RunTermChunks(Workers workers)
    {
        var size = _isDouble ? 8 : 4;
        _partials = Scratch.Take(ScratchUse.ProductResult, (long)_termChunks * Rows * Columns * size);
        fixed (Product* self = &this) workers.Run(_termChunks, &RunTermChunk, (nint)self);
        if (_isDouble) AddPartials((double*)C, (double*)_partials);
        else AddPartials((float*)C, (float*)_partials);
    }

    private readonly void AddPartials<T>(T* c, T* partials)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        var count = (nint)Rows * Columns;
        var stride = RowStrideC / sizeof(T);
        for (nint row = 0; row < Rows; row++)
        {
            for (nint column = 0; column < Columns; column++)
            {
                var at = (row * Columns) + column;
                var sum = partials[at];
                for (var chunk = 1; chunk < _termChunks; chunk++) sum += partials[(chunk * count) + at];
                ref var target = ref c[(row * stride) + column];
                target = Accumulate ? target + sum : sum;
            }
        }
    }

    private static void RunTermChunk(nint state, int chunk)
    {
        var self = (Product*)state;
        var stride = (nint)self->Columns * (self->_isDouble ? 8 : 4);
        self->Compute(
            0, self->_tiles, 0, self->PackedPanels,
            (int)((long)self->Terms * chunk / self->_termChunks), (int)((long)self->Terms * (chunk + 1) / self->_termChunks),
            self->_partials + (chunk * stride * self->Rows), stride, false);
    }

    private readonly int RowOf(int tile) => (int)((long)Rows * tile / _tiles);

    private readonly Panel PanelAt(int panel)
    {
        var lanes = _bits / (_isDouble ? 64 : 32);
        if (panel == _panels)
            return new Panel { Column = _vectors * lanes, Vectors = _remainder, Columns = _remainder, IsScalar = true };
        var first = (int)((long)_vectors * panel / _panels);
        var end = (int)((long)_vectors * (panel + 1) / _panels);
        var columns = Math.Min((end - first) * lanes, Columns - (first * lanes));
        return new Panel { Column = first * lanes, Vectors = end - first, Columns = columns, IsPartial = columns % lanes != 0 };
    }

    private static nint PackedStride(in Panel panel, TileSet set) => panel.Vectors * (panel.IsScalar ? set.ElementBytes : set.VectorBytes);

    private readonly void Compute(int firstTile, int endTile, int firstPanel, int endPanel, int firstTerm, int endTerm, byte* c, nint rowStrideC, bool accumulate)
    {
        var set = TileSet.Of(_bits, _isDouble);
        var size = set.ElementBytes;
        var segments = stackalloc Segment[2];
        TileCall call;
        call.RowStrideA = RowStrideA;
        call.TermStrideA = TermStrideA;
        call.RowStrideC = rowStrideC;
        call.Segments = segments;
        segments[0] = default;
        var together = Operands == 1 || (endTerm - firstTerm <= _blockTerms && _tiles <= 2) || (long)Operands * (endTerm - firstTerm) * PanelVectorBytes(set) <= PanelBytes * 3 / 2;
        var fewerRows = Rows / _tiles;
        for (var blockTile = firstTile; blockTile < endTile; blockTile += _blockTiles)
        {
            var blockEnd = Math.Min(blockTile + _blockTiles, endTile);
            var add = accumulate;
            for (var operand = 0; operand < (together ? 1 : Operands); operand++)
            {
                var a = operand == 0 ? A1 : A2;
                var b = operand == 0 ? B1 : B2;
                var term = firstTerm;
                do
                {
                    var terms = Math.Min(_blockTerms, endTerm - term);
                    segments[0].Length = terms;
                    segments[1] = new Segment((nint)(A2 - A1), (nint)(B2 - B1), terms);
                    call.SegmentCount = terms == 0 ? 0 : together ? Operands : 1;
                    call.Accumulate = add ? 1 : 0;
                    var aTerm = a + (term * TermStrideA);
                    for (var p = firstPanel; p < endPanel; p++)
                    {
                        var panel = PanelAt(p);
                        call.TermStrideB = IsPacked ? PackedStride(panel, set) : TermStrideB;
                        call.B = (IsPacked ? b + ((long)panel.Column * size * Terms) : b + (panel.Column * size)) + (term * call.TermStrideB);
                        call.LastColumns = panel.Columns % set.Lanes;
                        var fewer = panel.IsScalar ? set.ScalarKernel(fewerRows, panel.Vectors) : set.Kernel(fewerRows, panel.Vectors, panel.IsPartial);
                        var more = fewer;
                        if (fewerRows * _tiles != Rows)
                            more = panel.IsScalar ? set.ScalarKernel(fewerRows + 1, panel.Vectors) : set.Kernel(fewerRows + 1, panel.Vectors, panel.IsPartial);
                        var row = RowOf(blockTile);
                        for (var tile = blockTile; tile < blockEnd; tile++)
                        {
                            var next = RowOf(tile + 1);
                            call.A = aTerm + (row * RowStrideA);
                            call.C = c + (row * rowStrideC) + (panel.Column * size);
                            (next - row == fewerRows ? fewer : more)(&call);
                            row = next;
                        }
                    }

                    term += terms;
                    add = true;
                }
                while (term < endTerm);
            }
        }
    }

    private readonly int PanelVectorBytes(TileSet set) => (_panels == 0 ? 1 : (_vectors + _panels - 1) / _panels) * set.VectorBytes;
}
