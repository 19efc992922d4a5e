namespace Basin.Numerics.Kernels.Convolutions.Winograd;

/// <summary>Which convolutions go by Winograd's way. Measured once and written down: the rule knows sizes, never times.</summary>
internal static class WinogradRule
{
    // Weights at the points are four times as large; beyond this they fall out of the caches.
    private const int MostWeights = 128 * 128;

    // Below, taking the weights to the points costs what the tiles save.
    private const int FewestTiles = 32;

    // Below, an example's gradient is mostly its way back from the points.
    private const int FewestTilesOfExample = 16;

    /// <summary>Whether a pass over a batch, with outputs or inputs of those sizes, gains by it.</summary>
    /// <remarks>float64 stays with the direct sums: it is there for reference.</remarks>
    public static bool Takes<T>(in ConvolutionShape shape) =>
        typeof(T) == typeof(float) && IsPlain(shape)
        && Fits(new TileGrid(shape.Batch, shape.OutHeight, shape.OutWidth), FewestTiles) && Fits(new TileGrid(shape.Batch, shape.Height, shape.Width), FewestTiles);

    /// <summary>Whether the weight gradients of single examples gain by it.</summary>
    public static bool TakesExamples<T>(in ConvolutionShape shape) =>
        typeof(T) == typeof(float) && IsPlain(shape) && Fits(new TileGrid(1, shape.OutHeight, shape.OutWidth), FewestTilesOfExample);

    private static bool IsPlain(in ConvolutionShape shape) =>
        shape is { KernelHeight: 3, KernelWidth: 3, StrideY: 1, StrideX: 1, DilationY: 1, DilationX: 1, Groups: 1 }
        && shape.Channels % 16 == 0 && shape.OutChannels % 16 == 0 && shape.Channels * (long)shape.OutChannels <= MostWeights;

    /// <summary>Enough tiles, and half of them filled.</summary>
    private static bool Fits(TileGrid grid, int fewest)
    {
        var tiles = (long)grid.AllRows * grid.Columns;
        return tiles >= fewest && 2L * grid.Batch * grid.Height * grid.Width >= tiles * TileGrid.Side * TileGrid.Side;
    }
}
