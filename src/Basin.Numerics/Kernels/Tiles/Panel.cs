namespace Basin.Numerics.Kernels.Tiles;

/// <summary>Adjacent columns of C that one tile covers.</summary>
/// <param name="Column">The first.</param>
/// <param name="Columns">How many.</param>
/// <param name="Vectors">In how many vectors; the columns themselves when <paramref name="IsScalar"/>.</param>
/// <param name="IsPartial">Whether the last vector is partial.</param>
/// <param name="IsScalar">Whether the columns go one by one, for want of masks.</param>
/// <param name="PackedStride">Bytes from one term to the next when the panel is packed.</param>
internal readonly record struct Panel(int Column, int Columns, int Vectors, bool IsPartial, bool IsScalar, nint PackedStride);
