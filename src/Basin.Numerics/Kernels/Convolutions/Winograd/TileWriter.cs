namespace Basin.Numerics.Kernels.Convolutions.Winograd;

/// <summary>Takes points, m[point][tile][channel], to the pixels of rows of tiles.</summary>
internal readonly unsafe struct TileWriter(int bits, TileGrid grid, int channels, bool accumulate)
{
    private readonly PatchTransform _transform = PatchTransform.By<PointsToPixels>(bits);

    /// <summary>Floats of the scratch memory of <see cref="Write"/>.</summary>
    public nint ScratchFloats => PatchTransform.ScratchFloats + (TileGrid.Side * TileGrid.Side * channels);

    /// <summary>Bytes of an image.</summary>
    public nint ImageBytes => grid.Height * (nint)grid.Width * channels * sizeof(float);

    /// <summary>To ask for the place of rows <paramref name="from"/>..<paramref name="to"/>−1 of tiles while the points are multiplied.</summary>
    public Prefetch PrefetchOf(float* y, int from, int to) =>
        new((byte*)y, null, from * (ImageBytes / grid.Rows), (to - from) * (ImageBytes / grid.Rows), Points.Count);

    /// <summary>Rows <paramref name="from"/>..<paramref name="to"/>−1 of tiles; <paramref name="point"/> floats from one point to the next.</summary>
    public void Write(float* m, nint point, int from, int to, float* y, float* scratch)
    {
        nint pixel = channels, line = grid.Width * pixel;
        var patch = scratch + PatchTransform.ScratchFloats;
        for (var row = from; row < to; row++)
        {
            var first = TileGrid.Side * (row % grid.Rows);
            var lines = y + (((row / grid.Rows * (nint)grid.Height) + first) * line);
            var height = Math.Min(TileGrid.Side, grid.Height - first);
            for (var tile = 0; tile < grid.Columns; tile++, m += channels)
            {
                var width = Math.Min(TileGrid.Side, grid.Width - (TileGrid.Side * tile));
                var target = lines + (TileGrid.Side * tile * pixel);
                if (height == TileGrid.Side && width == TileGrid.Side && !accumulate)
                {
                    _transform.Apply(m, Points.Side * point, point, target, line, pixel, channels, scratch);
                    continue;
                }

                _transform.Apply(m, Points.Side * point, point, patch, TileGrid.Side * pixel, pixel, channels, scratch);
                for (var i = 0; i < height; i++) Put(patch + (i * TileGrid.Side * pixel), target + (i * line), (int)(width * pixel));
            }
        }
    }

    private void Put(float* from, float* to, int count)
    {
        if (accumulate) PartialSums.Add(to, from, count, 1, count);
        else new Span<float>(from, count).CopyTo(new Span<float>(to, count));
    }
}
