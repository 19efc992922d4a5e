using Basin.Numerics.Kernels.Tiles;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Kernels.Convolutions;

#pragma warning disable CA1051 // A record of addresses on the caller's stack.

/// <summary>
/// Weight gradients: for each tap, the products of the pixels it saw with the adjoints they went to, summed over the
/// pixels of an image while the gradient's tile stays in registers. Strides and offsets in bytes.
/// </summary>
/// <remarks>
/// Sums over the whole batch are made in parts, one for each of a fixed number of chunks of images, and the parts are
/// added in order. With a gradient an example there is nothing to add, and the cost is the same.
/// </remarks>
internal unsafe struct WeightPass
{
    private const long SerialFlops = 400_000;
    private const long ChunkBytes = 256 * 1024;

    // A gradient beyond this is read and written again with every chunk and every few images: there are fewer of them.
    private const long LargeWeights = 1024 * 1024;
    private const int PixelsAPart = 512;

    // Images are taken together until a tile has so many pixels to sum before it returns to memory.
    private const int PixelsTogether = 256;

    private readonly ConvolutionShape _shape;
    private readonly PanelPlan _panels;
    private readonly PaddedImages _images;
    private readonly byte* _x1;
    private readonly byte* _x2;
    private readonly byte* _dy1;
    private readonly byte* _dy2;
    private readonly byte* _dw;
    private readonly int _operands;
    private readonly int _outHeight;
    private readonly int _outWidth;
    private readonly nint _size;
    private readonly bool _accumulate;
    private readonly nint _exampleBytes;
    private readonly bool _wholeRows;
    private readonly int _chunks;
    private readonly int _blocks;
    private readonly int _blockRows;
    private readonly int _imagesTogether;
    private readonly nint _copyBytes;
    private byte* _partials;

    /// <summary>dw (+)= Σ x₁ · ȳ₁ [+ x₂ · ȳ₂]; the second pair is absent when <paramref name="x2"/> is null.</summary>
    /// <param name="set">The kernels.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="x1">Images.</param>
    /// <param name="dy1">Adjoints of the outputs.</param>
    /// <param name="x2">More images, or null.</param>
    /// <param name="dy2">Their adjoints.</param>
    /// <param name="dw">The gradient, or the first of them.</param>
    /// <param name="accumulate">Add to it.</param>
    /// <param name="exampleStride">Elements from one example's gradient to the next; 0 for the sum over the batch.</param>
    public WeightPass(TileSet set, in ConvolutionShape shape, byte* x1, byte* dy1, byte* x2, byte* dy2, byte* dw, bool accumulate, long exampleStride)
    {
        _shape = shape;
        _x1 = x1;
        _x2 = x2;
        _dy1 = dy1;
        _dy2 = dy2;
        _dw = dw;
        (_accumulate, _operands, _size, _exampleBytes) = (accumulate, x2 == null ? 1 : 2, set.ElementBytes, (nint)exampleStride * set.ElementBytes);
        var perExample = exampleStride != 0;
        (_outHeight, _outWidth) = (shape.OutHeight, shape.OutWidth);
        _images = new PaddedImages(
            shape.Height, shape.Width, shape.Channels * _size,
            -shape.PadTop, ((_outHeight - 1) * shape.StrideY) + shape.SpanY, -shape.PadLeft, ((_outWidth - 1) * shape.StrideX) + shape.SpanX, true);

        // A row of the window is one matrix where its pixels are adjacent.
        _wholeRows = shape.Groups == 1 && (shape.DilationX == 1 || shape.KernelWidth == 1) && _images.IsDense;
        _panels = new PanelPlan(set, shape.GroupOutChannels, MatrixRows);
        var flops = shape.Flops * _operands;
        var wanted = flops < SerialFlops ? 1 : (int)Math.Clamp(flops / SerialFlops, 2, perExample || shape.WeightLength <= 32_768 ? 16 : 8);
        var isLarge = !perExample && WeightBytes > LargeWeights;
        if (isLarge) wanted = (int)Math.Min(wanted, Math.Max(2, (long)shape.Batch * _outHeight * _outWidth / PixelsAPart));
        var chunkBytes = isLarge ? 4 * ChunkBytes : ChunkBytes;
        _blocks = perExample ? 1 : Math.Min(_outHeight, Math.Max(1, (wanted + shape.Batch - 1) / shape.Batch));
        var most = _images.IsDirect ? int.MaxValue : (int)Math.Clamp(((chunkBytes / (_images.RowBytes * _operands)) - shape.SpanY) / shape.StrideY, 1, _outHeight);
        _blockRows = Math.Min((_outHeight + _blocks - 1) / _blocks, most);
        _blocks = (_outHeight + _blockRows - 1) / _blockRows;
        _chunks = Math.Min(wanted, shape.Batch * (perExample ? 1 : _blocks));
        _copyBytes = _images.RowBytes * Math.Min(_images.Rows, ((_blockRows - 1) * shape.StrideY) + shape.SpanY);
        _imagesTogether = 1;
        if (!perExample && _blocks == 1)
            _imagesTogether = (int)Math.Clamp(Math.Min(PixelsTogether / ((long)_outHeight * _outWidth), chunkBytes / (_copyBytes * _operands)), 1, 16);
    }

    private readonly int MatrixRows => _wholeRows ? _shape.KernelWidth * _shape.Channels : _shape.GroupChannels;

    private readonly nint WeightBytes => (nint)_shape.WeightLength * _size;

    /// <summary>Computes the gradient.</summary>
    public void Run(Workers workers)
    {
        fixed (WeightPass* self = &this)
        {
            if (_chunks == 1)
            {
                RunChunk((nint)self, 0);
                return;
            }

            if (_exampleBytes == 0) _partials = Scratch.Take(ScratchUse.ConvolutionCall, (_chunks - 1) * (long)WeightBytes);
            workers.Run(_chunks, &RunChunk, (nint)self);
            if (_exampleBytes == 0) new PartialSums(_dw, _partials, (nint)_shape.WeightLength, _chunks - 1, _size == 8).Add(workers);
        }
    }

    private static void RunChunk(nint state, int chunk)
    {
        var self = (WeightPass*)state;
        if (self->_exampleBytes != 0)
        {
            var end = (int)((long)self->_shape.Batch * (chunk + 1) / self->_chunks);
            for (var image = (int)((long)self->_shape.Batch * chunk / self->_chunks); image < end; image++)
                self->Sum(image * self->_blocks, (image + 1) * self->_blocks, self->_dw + (image * self->_exampleBytes), self->_accumulate);
            return;
        }

        var units = (long)self->_shape.Batch * self->_blocks;
        self->Sum(
            (int)(units * chunk / self->_chunks), (int)(units * (chunk + 1) / self->_chunks),
            chunk == 0 ? self->_dw : self->_partials + ((chunk - 1) * self->WeightBytes), chunk == 0 && self->_accumulate);
    }

    /// <summary>Sums over blocks of rows of images into one gradient.</summary>
    private readonly void Sum(int unit, int end, byte* dw, bool accumulate)
    {
        var segmentMost = _operands * _imagesTogether * _blockRows;
        var copies = _images.IsDirect ? 0 : _copyBytes * _operands * _imagesTogether;
        var scratch = Scratch.Take(ScratchUse.ConvolutionChunk, copies + ((long)segmentMost * sizeof(Segment)));
        var segments = (Segment*)(scratch + copies);
        var (written, writtenRows, segmentCount) = (0, 0, 0);
        while (unit < end)
        {
            var (image, block) = (unit / _blocks, unit % _blocks);
            var count = Math.Min(_imagesTogether, end - unit);
            var (from, to) = (block * _blockRows, Math.Min((block + 1) * _blockRows, _outHeight));
            if (count != written || to - from != writtenRows)
            {
                segmentCount = WriteSegments(segments, count, to - from);
                (written, writtenRows) = (count, to - from);
            }

            Sum(image, count, from, to, scratch, segments, segmentCount, dw, accumulate);
            accumulate = true;
            unit += count;
        }
    }

    /// <summary>One segment a row of pixels, or one an image where the rows of both operands follow each other.</summary>
    private readonly int WriteSegments(Segment* segments, int count, int rows)
    {
        var rowA = _shape.StrideY * _images.RowBytes;
        var rowB = _outWidth * (nint)_shape.OutChannels * _size;
        var imageA = _images.IsDirect ? _images.SourceBytes : _copyBytes;
        var secondA = _images.IsDirect ? (nint)(_x2 - _x1) : _imagesTogether * _copyBytes;
        var merged = rowA == _outWidth * _shape.StrideX * _images.PixelBytes;
        var next = segments;
        for (var operand = 0; operand < _operands; operand++)
        {
            for (var i = 0; i < count; i++)
            {
                var a = (operand * secondA) + (i * imageA);
                var b = (operand * (nint)(_dy2 - _dy1)) + (i * _outHeight * rowB);
                if (merged)
                {
                    *next++ = new Segment(a, b, rows * _outWidth);
                    continue;
                }

                for (var row = 0; row < rows; row++) *next++ = new Segment(a + (row * rowA), b + (row * rowB), _outWidth);
            }
        }

        return (int)(next - segments);
    }

    private readonly void Sum(int image, int count, int from, int to, byte* scratch, Segment* segments, int segmentCount, byte* dw, bool accumulate)
    {
        var x = _x1 + (image * _images.SourceBytes) + _images.DirectOffset + (from * _shape.StrideY * _images.RowBytes);
        if (!_images.IsDirect)
        {
            var first = from * _shape.StrideY;
            var end = Math.Min(_images.Rows, ((to - 1) * _shape.StrideY) + _shape.SpanY);
            for (var operand = 0; operand < _operands; operand++)
            {
                for (var i = 0; i < count; i++)
                {
                    _images.Copy(
                        (operand == 0 ? _x1 : _x2) + ((image + i) * _images.SourceBytes), first, end,
                        scratch + (((operand * (nint)_imagesTogether) + i) * _copyBytes));
                }
            }

            x = scratch;
        }

        var dy = _dy1 + (((image * (nint)_outHeight) + from) * _outWidth * _shape.OutChannels * _size);
        TileCall call;
        call.RowStrideA = _size;
        call.TermStrideA = _shape.StrideX * _images.PixelBytes;
        call.TermStrideB = _shape.OutChannels * _size;
        call.RowStrideC = call.TermStrideB;
        call.Segments = segments;
        call.SegmentCount = segmentCount;
        call.Accumulate = accumulate ? 1 : 0;
        for (var group = 0; group < _shape.Groups; group++)
        {
            for (var p = 0; p < _panels.Count; p++)
            {
                var panel = _panels[p];
                call.LastColumns = panel.Columns & (_panels.Set.Lanes - 1);
                var column = ((group * _shape.GroupOutChannels) + panel.Column) * _size;
                call.B = dy + column;
                for (var ky = 0; ky < _shape.KernelHeight; ky++)
                {
                    var row = x + (ky * _shape.DilationY * _images.RowBytes) + (group * _shape.GroupChannels * _size);
                    for (var kx = 0; kx < (_wholeRows ? 1 : _shape.KernelWidth); kx++)
                    {
                        call.A = row + (kx * _shape.DilationX * _images.PixelBytes);
                        call.C = dw + ((((ky * _shape.KernelWidth) + kx) * _shape.GroupChannels) * call.RowStrideC) + column;
                        SumTiles(&call, panel);
                    }
                }
            }
        }
    }

    private readonly void SumTiles(TileCall* call, in Panel panel)
    {
        var set = _panels.Set;
        var rows = MatrixRows;
        var tiles = (rows + _panels.MaxRows - 1) / _panels.MaxRows;
        var fewer = rows / tiles;
        var firstMore = tiles - (rows - (fewer * tiles));
        for (var tile = 0; tile < tiles; tile++)
        {
            var length = tile < firstMore ? fewer : fewer + 1;
            set.KernelFor(length, panel)(call);
            call->A += length * _size;
            call->C += length * call->RowStrideC;
        }
    }
}
