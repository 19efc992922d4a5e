namespace Basin.Numerics.Kernels.Convolutions.Winograd;

/// <summary>Takes rows of tiles of images to points: v[point][tile][channel].</summary>
internal readonly unsafe struct TileReader
{
    private readonly TileGrid _grid;
    private readonly PaddedImages _images;
    private readonly PatchTransform _transform;
    private readonly int _lines;
    private readonly int _channels;

    private TileReader(TileGrid grid, PaddedImages images, PatchTransform transform, int lines, int channels) =>
        (_grid, _images, _transform, _lines, _channels) = (grid, images, transform, lines, channels);

    /// <summary>Floats of the scratch memory of <see cref="Read"/>.</summary>
    public nint ScratchFloats => PatchTransform.ScratchFloats + (_lines * _images.RowBytes / sizeof(float));

    /// <summary>Bytes of an image.</summary>
    public nint ImageBytes => _images.SourceBytes;

    /// <summary>What the windows over each tile of outputs see: patches of 6x6 pixels, which overlap.</summary>
    public static TileReader Windows(int bits, TileGrid grid, int height, int width, int channels, int padTop, int padLeft) => new(
        grid,
        new PaddedImages(height, width, channels * sizeof(float), -padTop, (TileGrid.Side * grid.Rows) + 2, -padLeft, (TileGrid.Side * grid.Columns) + 2, false),
        PatchTransform.By<PixelsToPoints>(bits), Points.Side, channels);

    /// <summary>The adjoints of outputs, in patches of 4x4 pixels.</summary>
    public static TileReader Adjoints(int bits, TileGrid grid, int channels) => new(
        grid,
        new PaddedImages(grid.Height, grid.Width, channels * sizeof(float), 0, TileGrid.Side * grid.Rows, 0, TileGrid.Side * grid.Columns, false),
        PatchTransform.By<AdjointsToPoints>(bits), TileGrid.Side, channels);

    /// <summary>To ask for rows <paramref name="from"/>..<paramref name="to"/>−1 of tiles, as far as they exist, while the points are multiplied.</summary>
    public Prefetch PrefetchOf(float* x1, float* x2, int from, int to) =>
        new((byte*)x1, (byte*)x2, from * (ImageBytes / _grid.Rows), Math.Max(0, Math.Min(to, _grid.AllRows) - from) * (ImageBytes / _grid.Rows), Points.Count);

    /// <summary>Rows <paramref name="from"/>..<paramref name="to"/>−1 of tiles; <paramref name="point"/> floats from one point to the next.</summary>
    public void Read(float* x, int from, int to, float* v, nint point, float* scratch)
    {
        var copy = scratch + PatchTransform.ScratchFloats;
        var line = _images.RowBytes / sizeof(float);
        for (var row = from; row < to; row++)
        {
            var first = TileGrid.Side * (row % _grid.Rows);
            var image = (byte*)x + (row / _grid.Rows * _images.SourceBytes);
            var lines = copy;
            if (_images.IsDirect) lines = (float*)(image + _images.DirectOffset) + (first * line);
            else _images.Copy(image, first, first + _lines, (byte*)copy);
            for (var tile = 0; tile < _grid.Columns; tile++, v += _channels)
                _transform.Apply(lines + ((nint)tile * TileGrid.Side * _channels), line, _channels, v, Points.Side * point, point, _channels, scratch);
        }
    }
}
