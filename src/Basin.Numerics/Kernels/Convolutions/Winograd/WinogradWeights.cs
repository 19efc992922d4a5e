using Basin.Numerics.Kernels.Tiles;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Kernels.Convolutions.Winograd;

/// <summary>
/// Weight gradients of convolutions of stride 1 with windows of 3x3: at each of 36 points, the products of the tiles' channels with
/// those of their adjoints, summed over tiles and only then taken back to the nine weights.
/// </summary>
/// <remarks>
/// As in <see cref="WeightPass"/>, a sum over the batch is made in parts, one for each of a fixed number of chunks, added in order.
/// </remarks>
internal unsafe struct WinogradWeights
{
    private const long SerialFlops = 400_000;
    private const int MostChunks = 16;

    // Tiles that are worked on together: their points stay in the second-level cache, beside the gradient's.
    private const int TogetherBytes = 320 * 1024;

    private readonly TileGrid _grid;
    private readonly TileReader _windows;
    private readonly TileReader _adjoints;
    private readonly float* _x1;
    private readonly float* _x2;
    private readonly float* _dy1;
    private readonly float* _dy2;
    private readonly float* _dw;
    private readonly int _bits;
    private readonly int _channels;
    private readonly int _outChannels;
    private readonly int _operands;
    private readonly int _rows;
    private readonly int _chunks;
    private readonly bool _accumulate;
    private readonly bool _prefetches;
    private readonly nint _exampleStride;
    private float* _partials;

    /// <summary>dw (+)= Σ x₁ · ȳ₁ [+ x₂ · ȳ₂]; the parameters are those of <see cref="WeightPass"/>.</summary>
    public WinogradWeights(int bits, in ConvolutionShape shape, float* x1, float* dy1, float* x2, float* dy2, float* dw, bool accumulate, long exampleStride)
    {
        _grid = new TileGrid(shape.Batch, shape.OutHeight, shape.OutWidth);
        _windows = TileReader.Windows(bits, _grid, shape.Height, shape.Width, shape.Channels, shape.PadTop, shape.PadLeft);
        _adjoints = TileReader.Adjoints(bits, _grid, shape.OutChannels);
        (_bits, _channels, _outChannels, _accumulate, _exampleStride) = (bits, shape.Channels, shape.OutChannels, accumulate, (nint)exampleStride);
        _x1 = x1;
        _x2 = x2;
        _dy1 = dy1;
        _dy2 = dy2;
        _dw = dw;
        _operands = x2 == null ? 1 : 2;
        var rows = exampleStride == 0 ? _grid.AllRows : _grid.Rows;
        _rows = _grid.RowsOf(TogetherBytes / (Points.Count * sizeof(float) * _operands * (_channels + _outChannels)), rows);
        _chunks = (int)Math.Clamp(shape.Flops * _operands / SerialFlops, 1, Math.Min(exampleStride == 0 ? rows : shape.Batch, MostChunks));
        _prefetches = Prefetch.IsWorthIt(_windows.ImageBytes, _adjoints.ImageBytes, shape.Batch);
        _partials = null;
    }

    private readonly nint WeightFloats => 9 * (nint)_channels * _outChannels;

    /// <summary>Computes the gradient.</summary>
    public void Run(Workers workers)
    {
        var isSum = _exampleStride == 0;
        if (isSum) _partials = (float*)Scratch.Take(ScratchUse.ConvolutionCall, (_chunks - 1) * WeightFloats * sizeof(float));
        fixed (WinogradWeights* self = &this) workers.Run(_chunks, &RunChunk, (nint)self);
        if (isSum) new PartialSums((byte*)_dw, (byte*)_partials, WeightFloats, _chunks - 1, false).Add(workers);
    }

    private static void RunChunk(nint state, int chunk)
    {
        var self = (WinogradWeights*)state;
        if (self->_exampleStride == 0)
        {
            var rows = (long)self->_grid.AllRows;
            var target = chunk == 0 ? self->_dw : self->_partials + ((chunk - 1) * self->WeightFloats);
            self->Sum((int)(rows * chunk / self->_chunks), (int)(rows * (chunk + 1) / self->_chunks), target, chunk == 0 && self->_accumulate);
            return;
        }

        var end = (int)((long)self->_grid.Batch * (chunk + 1) / self->_chunks);
        for (var image = (int)((long)self->_grid.Batch * chunk / self->_chunks); image < end; image++)
            self->Sum(image * self->_grid.Rows, (image + 1) * self->_grid.Rows, self->_dw + (image * self->_exampleStride), self->_accumulate);
    }

    /// <summary>Sums over rows of tiles into one gradient.</summary>
    private readonly void Sum(int from, int to, float* dw, bool accumulate)
    {
        var tiles = (nint)_rows * _grid.Columns;
        nint xPoint = Points.Stride(tiles * _channels), yPoint = Points.Stride(tiles * _outChannels), wPoint = Points.Stride((nint)_channels * _outChannels);
        nint xFloats = Points.Count * xPoint, yFloats = Points.Count * yPoint, wFloats = Points.Count * wPoint;
        var scratchFloats = Math.Max(_windows.ScratchFloats, _adjoints.ScratchFloats) + WeightFloats;
        var v = (float*)Scratch.Take(ScratchUse.ConvolutionChunk, ((_operands * (xFloats + yFloats)) + wFloats + scratchFloats) * sizeof(float));
        var d = v + (_operands * xFloats);
        var u = d + (_operands * yFloats);
        var scratch = u + wFloats;
        for (var row = from; row < to; row += _rows)
        {
            var end = Math.Min(row + _rows, to);
            _windows.Read(_x1, row, end, v, xPoint, scratch);
            _adjoints.Read(_dy1, row, end, d, yPoint, scratch);
            if (_operands == 2) _windows.Read(_x2, row, end, v + xFloats, xPoint, scratch);
            if (_operands == 2) _adjoints.Read(_dy2, row, end, d + yFloats, yPoint, scratch);
            Prefetch x = default, y = default;
            if (_prefetches) (x, y) = (_windows.PrefetchOf(_x1, _x2, end, end + _rows), _adjoints.PrefetchOf(_dy1, _dy2, end, end + _rows));
            Multiply(v, xPoint, d, yPoint, (end - row) * _grid.Columns, u, wPoint, row > from, x, y);
        }

        nint tap = (nint)_channels * _outChannels;
        var target = accumulate ? scratch + PatchTransform.ScratchFloats : dw;
        PatchTransform.By<PointsToWeights>(_bits).Apply(u, Points.Side * wPoint, wPoint, target, 3 * tap, tap, (int)tap, scratch);
        if (accumulate) PartialSums.Add(dw, target, WeightFloats, 1, WeightFloats);
    }

    private readonly void Multiply(float* v, nint xPoint, float* d, nint yPoint, int tiles, float* u, nint wPoint, bool accumulate, Prefetch x, Prefetch y)
    {
        var set = TileSet.Of(_bits, false);
        for (nint p = 0; p < Points.Count; p++)
        {
            x.Advance(1);
            y.Advance(1);
            float* a = v + (p * xPoint), b = d + (p * yPoint);
            SmallProduct.Run(
                set, _channels, _outChannels, tiles, new Matrix<float>(a, 1, _channels), new Matrix<float>(b, _outChannels),
                _operands == 1 ? null : a + (Points.Count * xPoint), b + (Points.Count * yPoint), u + (p * wPoint), _outChannels, accumulate);
        }
    }
}
