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
    // A panel of B for one block of terms is read in order, which the second-level cache delivers as fast as it is used; long
    // blocks spare C, which is read and written once a block, through all the caches where it is large.
    private const int PanelBytes = 96 * 1024;

    // The rows of A that are used again for every panel stay in the second-level cache.
    private const int RowBlockBytes = 384 * 1024;

    // Chunks a thread: enough to even out threads of unequal speed. More would read B again for a few rows of A each.
    private const int ChunksPerThread = 4;

    /// <summary>Products with fewer operations run on the calling thread.</summary>
    public const long SerialFlops = 400_000;

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

    private PanelPlan _panels;
    private bool _isDouble;
    private int _tiles;
    private int _blockTerms;
    private int _blockTiles;
    private int _rowChunks;
    private int _panelChunks;
    private int _termChunks;
    private byte* _partials;

    /// <summary>Decides everything that depends on the sizes. To be called when the sizes are set.</summary>
    public void Plan(TileSet set)
    {
        _isDouble = set.IsDouble;
        _panels = new PanelPlan(set, Columns, Rows);
        _tiles = (Rows + _panels.MaxRows - 1) / _panels.MaxRows;
        var block = PanelBytes / (_panels.Width * set.VectorBytes);
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
        PlanTermChunks();
    }

    /// <summary>Computes the product that was planned.</summary>
    public void Run(Workers workers)
    {
        if (_termChunks > 1)
        {
            RunTermChunks(workers);
            return;
        }

        PlanChunks(workers.Threads);
        var chunks = _rowChunks * _panelChunks;
        fixed (Product* self = &this)
        {
            if (chunks == 1) RunChunk((nint)self, 0);
            else workers.Run(chunks, &RunChunk, (nint)self);
        }
    }

    /// <summary>Bytes of B packed for the sizes planned, one operand.</summary>
    public readonly long PackedBytes => _panels.PackedTermBytes * Terms;

    /// <summary>How many panels <see cref="Pack"/> writes.</summary>
    public readonly int PanelCount => _panels.Count;

    /// <summary>Writes one panel of B to where <see cref="Run"/> will look for it.</summary>
    public readonly void Pack(int index, byte* source, nint termStride, nint columnStride, byte* packed)
    {
        var panel = _panels[index];
        _panels.Pack(panel, source, termStride, columnStride, Terms, packed + ((long)panel.Column * (_isDouble ? 8 : 4) * Terms));
    }

    private readonly long Flops => 2L * Rows * Columns * Terms * Operands;

    // How the terms are cut decides how they are rounded: from the sizes alone.
    private void PlanTermChunks()
    {
        var flops = Flops;
        _termChunks = 1;
        if (flops >= SerialFlops && _tiles * PanelCount < 4 && Terms >= 2048 && TransposedC == null)
            _termChunks = (int)Math.Min(Math.Clamp(flops / SerialFlops, 2, flops > 200_000_000 ? 64 : 16), Terms / 512);
    }

    // How C is cut changes no sum, so that it may depend on the threads.
    private void PlanChunks(int threads)
    {
        var wanted = threads == 1 ? 1 : (int)Math.Clamp(Flops / SerialFlops, 1, ChunksPerThread * threads);
        (_rowChunks, _panelChunks) = (1, 1);
        if (TransposedC != null)
        {
            // A block of rows is copied out while it is in the cache.
            _rowChunks = Math.Min(Math.Max(wanted, (_tiles + _blockTiles - 1) / _blockTiles), _tiles);
        }
        else if (Rows >= Columns)
        {
            // Along the longer side of C, so that the larger operand is read by one chunk each.
            _rowChunks = Math.Min(wanted, _tiles);
            _panelChunks = Math.Min((wanted + _rowChunks - 1) / _rowChunks, PanelCount);
        }
        else
        {
            _panelChunks = Math.Min(wanted, PanelCount);
            _rowChunks = Math.Min((wanted + _panelChunks - 1) / _panelChunks, _tiles);
        }
    }

    private static void RunChunk(nint state, int chunk)
    {
        var self = (Product*)state;
        var (row, panel) = (chunk / self->_panelChunks, chunk % self->_panelChunks);
        var firstTile = (int)((long)self->_tiles * row / self->_rowChunks);
        var endTile = (int)((long)self->_tiles * (row + 1) / self->_rowChunks);
        var panels = self->PanelCount;
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
            0, self->_tiles, 0, self->PanelCount,
            (int)((long)self->Terms * chunk / self->_termChunks), (int)((long)self->Terms * (chunk + 1) / self->_termChunks),
            self->_partials + (chunk * stride * self->Rows), stride, false);
    }

    private readonly int RowOf(int tile) => (int)((long)Rows * tile / _tiles);

    private readonly void Compute(int firstTile, int endTile, int firstPanel, int endPanel, int firstTerm, int endTerm, byte* c, nint rowStrideC, bool accumulate)
    {
        var set = _panels.Set;
        var size = set.ElementBytes;
        var segments = stackalloc Segment[2];
        TileCall call;
        call.RowStrideA = RowStrideA;
        call.TermStrideA = TermStrideA;
        call.RowStrideC = rowStrideC;
        call.Segments = segments;
        segments[0] = default;
        var together = Operands == 1 || (endTerm - firstTerm <= _blockTerms && _tiles <= 2) || (long)Operands * (endTerm - firstTerm) * _panels.Width * set.VectorBytes <= PanelBytes * 3 / 2;
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
                        var panel = _panels[p];
                        call.TermStrideB = IsPacked ? panel.PackedStride : TermStrideB;
                        call.B = (IsPacked ? b + ((long)panel.Column * size * Terms) : b + (panel.Column * size)) + (term * call.TermStrideB);
                        call.LastColumns = panel.Columns & (set.Lanes - 1);
                        var fewer = set.KernelFor(fewerRows, panel);
                        var more = fewer;
                        if (fewerRows * _tiles != Rows) more = set.KernelFor(fewerRows + 1, panel);
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
}
