namespace Basin.Numerics.Random;

/// <summary>Gaussian numbers out of random words.</summary>
internal static class Gaussian
{
    private const double TwoToMinus53 = 1.0 / (1L << 53);

    /// <summary>Two independent standard Gaussians; at most 8.6 in size. Source: Box and Muller (1958).</summary>
    public static (double First, double Second) Pair(ulong radiusWord, ulong angleWord)
    {
        // (k + 1)·2⁻⁵³ lies in (0, 1]: the logarithm is finite.
        var radius = Math.Sqrt(-2 * Math.Log(((radiusWord >> 11) + 1) * TwoToMinus53));
        var (sine, cosine) = Math.SinCos((angleWord >> 11) * (2 * Math.PI * TwoToMinus53));
        return (radius * cosine, radius * sine);
    }
}
