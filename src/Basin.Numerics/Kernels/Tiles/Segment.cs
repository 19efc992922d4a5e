namespace Basin.Numerics.Kernels.Tiles;

#pragma warning disable CA1051 // Read by emitted code.

/// <summary>One stretch of a tile's sum over k: where its operands begin, in bytes from the tile's own, and how long it is.</summary>
internal struct Segment(nint a, nint b, nint length)
{
    /// <summary>Bytes from <see cref="TileCall.A"/>.</summary>
    public nint A = a;

    /// <summary>Bytes from <see cref="TileCall.B"/>.</summary>
    public nint B = b;

    /// <summary>Terms, at least 1.</summary>
    public nint Length = length;
}
