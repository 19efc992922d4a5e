namespace Basin.Bench;

/// <summary>How far the two sides are apart in one quantity, relative to its norm.</summary>
internal readonly record struct Difference(string Quantity, double Relative, double Limit)
{
    public bool IsAllowed => Relative <= Limit;

    /// <summary>‖a − b‖ / ‖b‖, in double.</summary>
    public static double Between<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        if (a.Length != b.Length) throw new PeerException($"One side has {a.Length} numbers and the other {b.Length}.");
        var (distance, norm) = (0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            var (x, y) = (double.CreateTruncating(a[i]), double.CreateTruncating(b[i]));
            distance += (x - y) * (x - y);
            norm += y * y;
        }

        return Math.Sqrt(distance / norm);
    }

    public override string ToString() => $"{Quantity} {Relative:0.0e+0}{(IsAllowed ? "" : $" (at most {Limit:0.0e+0} allowed)")}";
}
