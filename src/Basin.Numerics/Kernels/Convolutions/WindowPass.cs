using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Tiles;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Kernels.Convolutions;

#pragma warning disable CA1051 // A record of addresses on the caller's stack.

/// <summary>
/// Output images as sums over windows of input images: the forward pass, and the pass back to the data, whose windows
/// lie over the adjoints of the outputs. Strides and offsets in bytes.
/// </summary>
/// <remarks>
/// An image is padded into memory of the thread just before its windows are visited, so no layout with a border leaves
/// this room. A row of output pixels is then a matrix product whose terms come in stretches: one a row of the window.
/// </remarks>
internal unsafe struct WindowPass
{
    /// <summary>
    /// Weights of more bytes do not stay in the caches from one image to the next: they are read once for several images,
    /// in blocks of terms that do stay.
    /// </summary>
    public const long LargeWeights = 6 * 1024 * 1024;

    private const long SerialFlops = 400_000;

    // Padded rows under work: what the second-level cache keeps beside the weights.
    private const long ChunkBytes = 256 * 1024;

    private const int ImagesAtMost = 16;
    private const int BlockBytes = 1024;

    // What these images have of one block of channels, which the second-level cache keeps for all panels.
    private const long SliceBytes = 640 * 1024;

    // Fewer adjacent pixels than this do not fill a tile: then rows of pixels are taken together.
    private const int ShortRow = TileSet.RunLimit;

    private const int Kinds = 3;

    public byte* X1;
    public byte* X2;
    public byte* Y;
    public PaddedImages Images;
    public int Batch;
    public int Operands;
    public bool Accumulate;

    /// <summary>Input pixels from one output pixel to the next, and rows from one output row to the next.</summary>
    public nint RowStrideA;
    public int RunRows;

    /// <summary>Visited rows that one output row sees.</summary>
    public int SpanRows;

    public nint RowStrideC;
    public nint RunStrideC;
    public nint OutImageBytes;

    public int Groups;
    public nint GroupBytesX;
    public nint GroupBytesY;
    public int Columns;

    public Phase* Phases;
    public int PhaseCount;
    public Stretch* Stretches;
    public int StretchCount;
    public int Terms;

    public byte* B1;
    public byte* B2;
    public bool IsPacked;

    /// <summary>For weights that are read where they are.</summary>
    public nint TermStrideB;
    public nint GroupBytesB;

    /// <summary>Where the weights are packed from, when they are packed block by block.</summary>
    public WeightPacking* Weights;
    public bool Blocked;

    private PanelPlan _panels;
    private Segment* _segments;
    private int _rows;
    private int _blockRows;
    private int _blocks;
    private int _imagesTogether;
    private int _chunks;
    private int _panelChunks;
    private nint _copyBytes;
    private bool _prefetches;

    /// <summary>Terms of a block of large weights: a panel of them stays in the nearest cache.</summary>
    public static int BlockTerms(nint elementBytes) => BlockBytes / (int)elementBytes;

    /// <summary>How the output channels of a group are cut.</summary>
    public readonly PanelPlan Panels => _panels;

    /// <summary>Bytes of the segment lists.</summary>
    public static long SegmentBytes(int stretches, int operands) => (long)Kinds * stretches * operands * sizeof(Segment);

    /// <summary>Decides how the columns are cut, before the weights are packed.</summary>
    public void PlanPanels(TileSet set)
    {
        var first = Phases[0];
        var hint = first.Columns >= ShortRow ? BalancedRows(first.Columns, 14) : Math.Min(14, first.Columns * Math.Min(first.Rows, ShortRow));
        _panels = new PanelPlan(set, Columns, Math.Max(hint, 1));
    }

    /// <summary>Decides the rest, when everything public is set. <paramref name="segments"/> has room for <see cref="SegmentBytes"/>.</summary>
    public void Plan(Segment* segments, long flops)
    {
        _segments = segments;
        for (var phase = 0; phase < PhaseCount; phase++) _rows = Math.Max(_rows, Phases[phase].Rows);
        var wanted = flops < SerialFlops ? 1 : (int)Math.Clamp(flops / SerialFlops, 2, flops > 200_000_000 ? 64 : 16);
        _blocks = Blocked ? 1 : Math.Min(_rows, Math.Max(1, (wanted + Batch - 1) / Batch));
        var rowBytes = Images.RowBytes * Operands;
        var most = Images.IsDirect ? int.MaxValue : (int)Math.Clamp(((ChunkBytes / rowBytes) - SpanRows) / RunRows, 1, _rows);
        _blockRows = Math.Min((_rows + _blocks - 1) / _blocks, most);
        _blocks = (_rows + _blockRows - 1) / _blockRows;
        _copyBytes = Images.RowBytes * Math.Min(Images.Rows, ((_blockRows - 1) * RunRows) + SpanRows);
        _imagesTogether = 1;
        _panelChunks = 1;
        if (Blocked)
        {
            // A chunk is some panels for as many images as share a reading of the weights.
            _imagesTogether = _blocks == 1 ? (int)Math.Clamp(SliceBytes / (_copyBytes / Images.PixelBytes * BlockBytes * Operands), 1, Math.Min(Batch, ImagesAtMost)) : 1;
            var groups = ((Batch * _blocks) + _imagesTogether - 1) / _imagesTogether;
            _panelChunks = Math.Min(_panels.Count, Math.Max(1, (Math.Min(wanted, 4) + groups - 1) / groups));
            _chunks = groups * _panelChunks;
        }
        else
        {
            _chunks = Math.Min(wanted, Batch * _blocks);
        }

        _prefetches = !Blocked && _blocks == 1 && Prefetch.IsWorthIt(Images.SourceBytes, OutImageBytes, Batch);
        if (!Blocked) WriteSegments();
    }

    /// <summary>Computes all output images.</summary>
    public void Run(Workers workers)
    {
        fixed (WindowPass* self = &this)
        {
            if (Blocked) workers.Run(_chunks, &RunBlockedChunk, (nint)self);
            else if (_chunks == 1) RunChunk((nint)self, 0);
            else workers.Run(_chunks, &RunChunk, (nint)self);
        }
    }

    private static int BalancedRows(int count, int most) => (count + ((count + most - 1) / most) - 1) / ((count + most - 1) / most);

    private readonly void WriteSegments()
    {
        var (second, secondB) = (Images.IsDirect ? (nint)(X2 - X1) : _imagesTogether * _copyBytes, (nint)(B2 - B1));
        for (var kind = 0; kind < Kinds; kind++)
        {
            var stride = !IsPacked ? TermStrideB : kind switch
            {
                0 => _panels.Width * _panels.Set.VectorBytes,
                1 => (_panels.Width - 1) * _panels.Set.VectorBytes,
                _ => _panels[_panels.Count - 1].PackedStride,
            };
            var next = _segments + ((long)kind * StretchCount * Operands);
            for (var phase = 0; phase < PhaseCount; phase++)
            {
                for (var operand = 0; operand < Operands; operand++)
                {
                    for (var s = 0; s < Phases[phase].SegmentCount; s++)
                    {
                        var stretch = Stretches[Phases[phase].FirstSegment + s];
                        *next++ = new Segment(stretch.Image + (operand * second), (stretch.FirstTerm * stride) + (operand * secondB), stretch.Terms);
                    }
                }
            }
        }
    }

    private static void RunChunk(nint state, int chunk)
    {
        var self = (WindowPass*)state;
        var units = (long)self->Batch * self->_blocks;
        var unit = (int)(units * chunk / self->_chunks);
        var end = (int)(units * (chunk + 1) / self->_chunks);
        var scratch = self->Images.IsDirect ? null : Scratch.Take(ScratchUse.ConvolutionChunk, self->_copyBytes * self->Operands * self->_imagesTogether);
        while (unit < end)
        {
            var (image, block) = (unit / self->_blocks, unit % self->_blocks);
            var count = Math.Min(self->_imagesTogether, end - unit);
            var from = block * self->_blockRows;
            self->Compute(image, count, from, Math.Min(from + self->_blockRows, self->_rows), scratch);
            unit += count;
        }
    }

    private readonly void Compute(int image, int count, int fromRow, int toRow, byte* scratch)
    {
        var a = Prepare(image, count, fromRow, toRow, scratch);
        var imageBytes = Images.IsDirect ? Images.SourceBytes : _copyBytes;
        var call = NewCall();
        for (var group = 0; group < Groups; group++)
        {
            for (var p = 0; p < _panels.Count; p++)
            {
                var panel = _panels[p];
                var kind = panel.IsScalar ? 2 : panel.Vectors == _panels.Width ? 0 : 1;
                var columnBytes = panel.Column * call.TermStrideA;
                call.LastColumns = panel.Columns & (_panels.Set.Lanes - 1);
                call.TermStrideB = IsPacked ? panel.PackedStride : TermStrideB;
                call.B = B1 + (group * GroupBytesB) + (IsPacked ? columnBytes * Terms : columnBytes);
                for (var i = 0; i < count; i++)
                {
                    var from = a + (i * imageBytes) + (group * GroupBytesX);
                    var to = Y + ((image + i) * OutImageBytes) + (group * GroupBytesY) + columnBytes;
                    Prefetch prefetch = default;
                    if (_prefetches && group == 0 && p == 0 && image + count + i < Batch)
                        prefetch = new Prefetch(X1, X2, (image + count + i) * Images.SourceBytes, Images.SourceBytes, _rows * PhaseCount);
                    for (var phase = 0; phase < PhaseCount; phase++)
                    {
                        call.Segments = _segments + (((long)kind * StretchCount) + Phases[phase].FirstSegment) * Operands;
                        call.SegmentCount = Phases[phase].SegmentCount * Operands;
                        ComputePhase(&call, panel, &prefetch, Phases[phase], from, to + Phases[phase].Start, fromRow, Math.Min(toRow, Phases[phase].Rows));
                    }
                }
            }
        }
    }

    /// <summary>Copies the rows of images that are needed; returns where row 0 of the first would be.</summary>
    private readonly byte* Prepare(int image, int count, int fromRow, int toRow, byte* scratch)
    {
        if (Images.IsDirect) return X1 + (image * Images.SourceBytes) + Images.DirectOffset;
        var first = fromRow * RunRows;
        var end = Math.Min(Images.Rows, ((toRow - 1) * RunRows) + SpanRows);
        for (var operand = 0; operand < Operands; operand++)
        {
            for (var i = 0; i < count; i++)
            {
                Images.Copy(
                    (operand == 0 ? X1 : X2) + ((image + i) * Images.SourceBytes), first, end,
                    scratch + (((operand * (nint)_imagesTogether) + i) * _copyBytes));
            }
        }

        return scratch - (first * Images.RowBytes);
    }

    private readonly TileCall NewCall() => new()
    {
        RowStrideA = RowStrideA,
        RunStrideA = RunRows * Images.RowBytes,
        TermStrideA = _panels.Set.ElementBytes,
        RowStrideC = RowStrideC,
        RunStrideC = RunStrideC,
        Accumulate = Accumulate ? 1 : 0,
    };

    private static void RunBlockedChunk(nint state, int chunk)
    {
        var self = (WindowPass*)state;
        var (group, part) = (chunk / self->_panelChunks, chunk % self->_panelChunks);
        var unit = group * self->_imagesTogether;
        var (image, block) = (unit / self->_blocks, unit % self->_blocks);
        var count = self->_blocks > 1 ? 1 : Math.Min(self->_imagesTogether, self->Batch - unit);
        var from = block * self->_blockRows;
        self->ComputeBlocked(
            image, count, from, Math.Min(from + self->_blockRows, self->_rows),
            self->_panels.Count * part / self->_panelChunks, self->_panels.Count * (part + 1) / self->_panelChunks);
    }

    /// <summary>A block of terms of one panel is packed, used for all the images, and forgotten.</summary>
    private readonly void ComputeBlocked(int image, int count, int fromRow, int toRow, int firstPanel, int endPanel)
    {
        var set = _panels.Set;
        var copies = Images.IsDirect ? 0 : _copyBytes * Operands * _imagesTogether;
        var scratch = Scratch.Take(ScratchUse.ConvolutionChunk, copies + ((long)BlockTerms(set.ElementBytes) * _panels.Width * set.VectorBytes));
        var a = Prepare(image, count, fromRow, toRow, scratch);
        var second = Images.IsDirect ? (nint)(X2 - X1) : _imagesTogether * _copyBytes;
        var imageBytes = Images.IsDirect ? Images.SourceBytes : _copyBytes;
        Prefetch none = default;
        Segment segment;
        var call = NewCall();
        call.Segments = &segment;
        call.B = scratch + copies;
        for (var group = 0; group < Groups; group++)
        {
            for (var phase = 0; phase < PhaseCount; phase++)
            {
                ref var at = ref Phases[phase];
                var pieces = Math.Max(at.SegmentCount, 1) * Operands;
                for (var piece = 0; piece < pieces; piece++)
                {
                    var (operand, index) = (piece / Math.Max(at.SegmentCount, 1), piece % Math.Max(at.SegmentCount, 1));
                    var stretch = Stretches[at.FirstSegment + index];
                    segment = new Segment(stretch.Image + (operand * second), 0, stretch.Terms);
                    call.SegmentCount = at.SegmentCount == 0 ? 0 : 1;
                    call.Accumulate = Accumulate || piece > 0 ? 1 : 0;
                    for (var p = firstPanel; p < endPanel; p++)
                    {
                        var panel = _panels[p];
                        if (at.SegmentCount > 0) Weights->PackSome(group, panel, stretch.FirstTerm, stretch.Terms, operand == 1, call.B);
                        if (at.SegmentCount > 0 && p + 1 < endPanel) Weights->Prefetch(group, _panels[p + 1], stretch.FirstTerm, stretch.Terms, operand == 1);
                        call.LastColumns = panel.Columns & (set.Lanes - 1);
                        call.TermStrideB = panel.PackedStride;
                        for (var i = 0; i < count; i++)
                        {
                            var to = Y + ((image + i) * OutImageBytes) + (group * GroupBytesY) + (panel.Column * call.TermStrideA) + at.Start;
                            ComputePhase(&call, panel, &none, at, a + (i * imageBytes) + (group * GroupBytesX), to, fromRow, Math.Min(toRow, at.Rows));
                        }
                    }

                    if (at.SegmentCount == 0) break;
                }
            }
        }
    }

    [SkipLocalsInit]
    private readonly void ComputePhase(TileCall* call, in Panel panel, Prefetch* prefetch, in Phase phase, byte* from, byte* to, int fromRow, int toRow)
    {
        var (rows, columns) = (toRow - fromRow, phase.Columns);
        if (rows <= 0 || columns == 0) return;
        var set = _panels.Set;
        if (columns < ShortRow && rows > 1)
        {
            var tiles = (rows + RunsAtMost(columns) - 1) / RunsAtMost(columns);
            for (var tile = 0; tile < tiles; tile++)
            {
                var (row, end) = (fromRow + (rows * tile / tiles), fromRow + (rows * (tile + 1) / tiles));
                call->A = from + (row * call->RunStrideA);
                call->C = to + (row * RunStrideC);
                prefetch->Advance(end - row);
                set.RunKernelFor((end - row) * columns, panel, columns)(call);
            }

            return;
        }

        var across = (columns + _panels.MaxRows - 1) / _panels.MaxRows;
        var fewer = columns / across;
        var few = set.KernelFor(fewer, panel);
        var more = few;
        if (fewer * across != columns) more = set.KernelFor(fewer + 1, panel);
        var firstMore = across - (columns - (fewer * across));
        for (var row = fromRow; row < toRow; row++)
        {
            prefetch->Advance(1);
            call->A = from + (row * call->RunStrideA);
            call->C = to + (row * RunStrideC);
            for (var tile = 0; tile < across; tile++)
            {
                var length = tile < firstMore ? fewer : fewer + 1;
                (tile < firstMore ? few : more)(call);
                call->A += length * RowStrideA;
                call->C += length * RowStrideC;
            }
        }
    }

    private readonly int RunsAtMost(int columns) => Math.Clamp(_panels.MaxRows / columns, 1, ShortRow);
}
