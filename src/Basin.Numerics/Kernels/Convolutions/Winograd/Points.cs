namespace Basin.Numerics.Kernels.Convolutions.Winograd;

/// <summary>
/// Where Winograd's minimal filtering F(4, 3) interpolates: y = Aᵀ((Gw) ⊙ (Bᵀx)) is four places of a window of three for six
/// products in place of twelve.
/// </summary>
/// <remarks>
/// The points are 0, ±5/8, ±3/2 and ∞. Rounding errors are half of those at 0, ±1, ±2 and ∞, because the powers grow less, and
/// the pixels' and the outputs' matrices are exact in float32. Sources: Lavin and Gray (2016); Barabasz, Anderson, Soodhalter and
/// Gregg (2020) on the choice of points.
/// </remarks>
internal static class Points
{
    /// <summary>Points along one side of a tile.</summary>
    public const int Side = 6;

    /// <summary>Points of a tile.</summary>
    public const int Count = Side * Side;

    /// <summary>The first pair, ±A.</summary>
    public const double A = 0.625;

    /// <summary>The second pair, ±B.</summary>
    public const double B = 1.5;

    /// <summary>A².</summary>
    public const double A2 = A * A;

    /// <summary>B².</summary>
    public const double B2 = B * B;

    /// <summary>1 over the product of the distances from 0 to the other points; the weights bear it.</summary>
    public const double Scale0 = 1 / (A2 * B2);

    /// <summary>The same from ±A.</summary>
    public const double ScaleA = 1 / (2 * A2 * (A2 - B2));

    /// <summary>The same from ±B.</summary>
    public const double ScaleB = 1 / (2 * B2 * (B2 - A2));

    /// <summary>
    /// Floats from one point of a tile to the next, where a point has <paramref name="floats"/>: a line more, since a power of two would
    /// put all points of a tile in one place of the cache.
    /// </summary>
    public static nint Stride(nint floats) => floats + 16;
}
