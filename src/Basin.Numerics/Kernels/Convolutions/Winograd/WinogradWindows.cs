using Basin.Numerics.Kernels.Tiles;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Kernels.Convolutions.Winograd;

/// <summary>
/// Convolutions of stride 1 by windows of 3x3, forwards and back to the data, in tiles of 4x4 outputs: at each of 36 points, the
/// tiles' channels times a matrix. Two operands add up at the points, so that there is one way back.
/// </summary>
internal readonly unsafe struct WinogradWindows
{
    // Tiles that are worked on together: their points stay in the second-level cache, beside the weights, and a point's in the nearest.
    private const int MostTiles = 40;
    private const int TogetherBytes = 320 * 1024;

    private readonly TileGrid _grid;
    private readonly TileReader _reader;
    private readonly TileWriter _writer;
    private readonly PointWeights _weights;
    private readonly float* _x1;
    private readonly float* _x2;
    private readonly float* _y;
    private readonly int _bits;
    private readonly int _channels;
    private readonly int _outChannels;
    private readonly int _operands;
    private readonly int _rows;
    private readonly bool _prefetches;

    private WinogradWindows(
        int bits, TileGrid grid, TileReader reader, PointWeights weights, int channels, int outChannels, float* x1, float* x2, float* y, bool accumulate)
    {
        (_bits, _grid, _reader, _weights, _channels, _outChannels) = (bits, grid, reader, weights, channels, outChannels);
        _writer = new TileWriter(bits, grid, outChannels, accumulate);
        _x1 = x1;
        _x2 = x2;
        _y = y;
        _operands = x2 == null ? 1 : 2;
        _rows = grid.RowsOf(Math.Min(MostTiles, TogetherBytes / (Points.Count * sizeof(float) * ((_operands * channels) + outChannels))), grid.AllRows);
        _prefetches = Prefetch.IsWorthIt(reader.ImageBytes, _writer.ImageBytes, grid.Batch);
    }

    /// <summary>y (+)= x₁ ∗ w₁ [+ x₂ ∗ w₂]; the second pair is absent when <paramref name="x2"/> is null.</summary>
    public static void Forward(int bits, Workers workers, in ConvolutionShape shape, float* x1, float* w1, float* x2, float* w2, float* y, bool accumulate)
    {
        var grid = new TileGrid(shape.Batch, shape.OutHeight, shape.OutWidth);
        var reader = TileReader.Windows(bits, grid, shape.Height, shape.Width, shape.Channels, shape.PadTop, shape.PadLeft);
        var weights = PointWeights.Forward(bits, shape.Channels, shape.OutChannels, w1, w2);
        new WinogradWindows(bits, grid, reader, weights, shape.Channels, shape.OutChannels, x1, x2, y, accumulate).Run(workers);
    }

    /// <summary>x̄ (+)= the transpose of the convolution with w₁ applied to ȳ₁ [and with w₂ to ȳ₂].</summary>
    public static void BackwardData(int bits, Workers workers, in ConvolutionShape shape, float* dy1, float* w1, float* dy2, float* w2, float* dx, bool accumulate)
    {
        var grid = new TileGrid(shape.Batch, shape.Height, shape.Width);
        var reader = TileReader.Windows(bits, grid, shape.OutHeight, shape.OutWidth, shape.OutChannels, 2 - shape.PadTop, 2 - shape.PadLeft);
        var weights = PointWeights.Backward(bits, shape.Channels, shape.OutChannels, w1, w2);
        new WinogradWindows(bits, grid, reader, weights, shape.OutChannels, shape.Channels, dy1, dy2, dx, accumulate).Run(workers);
    }

    private void Run(Workers workers)
    {
        var self = this;
        workers.Run((_grid.AllRows + _rows - 1) / _rows, &RunChunk, (nint)(&self));
    }

    private static void RunChunk(nint state, int chunk)
    {
        var self = (WinogradWindows*)state;
        self->Compute(chunk * self->_rows, Math.Min((chunk + 1) * self->_rows, self->_grid.AllRows));
    }

    private void Compute(int from, int to)
    {
        var tiles = (nint)_rows * _grid.Columns;
        nint point = Points.Stride(tiles * _channels), outPoint = Points.Stride(tiles * _outChannels);
        nint operand = Points.Count * point, points = _operands * operand, outPoints = Points.Count * outPoint;
        var v = (float*)Scratch.Take(ScratchUse.ConvolutionChunk, (points + outPoints + Math.Max(_reader.ScratchFloats, _writer.ScratchFloats)) * sizeof(float));
        var (m, scratch) = (new nint(v + points), new nint(v + points + outPoints));
        _reader.Read(_x1, from, to, v, point, (float*)scratch);
        if (_operands == 2) _reader.Read(_x2, from, to, v + operand, point, (float*)scratch);
        Prefetch next = default, results = default;
        if (_prefetches) (next, results) = (_reader.PrefetchOf(_x1, _x2, to, to + _rows), _writer.PrefetchOf(_y, from, to));
        Multiply(v, point, (float*)m, outPoint, (to - from) * _grid.Columns, next, results);
        _writer.Write((float*)m, outPoint, from, to, _y, (float*)scratch);
    }

    private void Multiply(float* v, nint point, float* m, nint outPoint, int tiles, Prefetch next, Prefetch results)
    {
        var set = TileSet.Of(_bits, false);
        for (nint p = 0; p < Points.Count; p++)
        {
            next.Advance(1);
            results.Advance(1);
            var a = v + (p * point);
            for (var column = 0; column < _outChannels; column += PointWeights.Panel)
            {
                var columns = Math.Min(PointWeights.Panel, _outChannels - column);
                var w = _weights.At(p, column);
                SmallProduct.Run(
                    set, tiles, columns, _channels, new Matrix<float>(a, _channels), new Matrix<float>(w, columns),
                    _operands == 1 ? null : a + (Points.Count * point), w + _weights.OperandFloats, m + (p * outPoint) + column, _outChannels, false);
            }
        }
    }
}
