namespace Basin.Numerics.Kernels.Convolutions.Winograd;

/// <summary>The outputs of a batch of images, cut into tiles of 4x4 pixels; those at the lower and the right edge may be smaller.</summary>
/// <param name="Batch">Images.</param>
/// <param name="Height">Rows of pixels of an image.</param>
/// <param name="Width">Columns of pixels.</param>
internal readonly record struct TileGrid(int Batch, int Height, int Width)
{
    /// <summary>Pixels along the side of a tile.</summary>
    public const int Side = 4;

    /// <summary>Rows of tiles of an image.</summary>
    public int Rows => (Height + Side - 1) / Side;

    /// <summary>Tiles of a row.</summary>
    public int Columns => (Width + Side - 1) / Side;

    /// <summary>Rows of tiles of all images. They are counted through.</summary>
    public int AllRows => Batch * Rows;

    /// <summary>Whole rows of about <paramref name="tiles"/> tiles, at least one and at most <paramref name="rows"/>.</summary>
    public int RowsOf(int tiles, int rows) => Math.Clamp(tiles / Columns, 1, rows);
}
