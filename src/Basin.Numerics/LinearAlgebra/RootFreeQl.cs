namespace Basin.Numerics.LinearAlgebra;

/// <summary>The eigenvalues alone of a symmetric tridiagonal matrix, by the QL method on squared elements: no root in the inner loop.</summary>
/// <remarks>
/// About 1.7 sweeps an eigenvalue; an element of a sweep takes as long as one division and four products that wait for
/// each other. Errors are some roundings of the norm. Source: Parlett, The Symmetric Eigenvalue Problem (1980), section 8.15 (Pal, Walker and Kahan).
/// </remarks>
internal static class RootFreeQl
{
    private const int MaxStepsPerValue = 80;
    private const double Rounding = 1.0 / (1L << 52);

    // Below it a square is 0: its reciprocal would be infinite. Elements are at most 1 and differ by 2⁻⁵² of it or not at all.
    private const double Nothing = 1e-200;

    /// <summary>Replaces the diagonal by the eigenvalues, ascending.</summary>
    /// <param name="diagonal">n elements.</param>
    /// <param name="offDiagonal">n elements, the last unused; destroyed.</param>
    public static void Run(Span<double> diagonal, Span<double> offDiagonal)
    {
        var n = diagonal.Length;
        var largest = 0.0;
        for (var i = 0; i < n; i++) largest = Math.Max(largest, Math.Max(Math.Abs(diagonal[i]), i < n - 1 ? Math.Abs(offDiagonal[i]) : 0));
        if (largest == 0) return;

        // By a power of 2, which rounds nothing: squares can neither overflow nor vanish.
        var exponent = Math.ILogB(largest) + 1;
        for (var i = 0; i < n; i++)
        {
            diagonal[i] = Math.ScaleB(diagonal[i], -exponent);
            var element = i < n - 1 ? Math.ScaleB(offDiagonal[i], -exponent) : 0;
            offDiagonal[i] = element * element;
        }

        for (var l = 0; l < n; l++) Iterate(diagonal, offDiagonal, l);
        foreach (ref var value in diagonal) value = Math.ScaleB(value, exponent);
        diagonal.Sort();
    }

    private static void Iterate(Span<double> d, Span<double> squares, int l)
    {
        for (var step = 0; step < MaxStepsPerValue; step++)
        {
            var m = l;
            while (m < d.Length - 1 && squares[m] > Negligible(d[m], d[m + 1])) m++;
            if (m < d.Length - 1) squares[m] = 0;
            if (m == l) return;
            if (m == l + 1)
            {
                var (mean, half) = ((d[l] + d[m]) / 2, (d[l] - d[m]) / 2);
                var reach = Math.Sqrt((half * half) + squares[l]);
                (d[l], d[m], squares[l]) = (mean - reach, mean + reach, 0);
                return;
            }

            Sweep(d[l..(m + 1)], squares[l..(m + 1)]);
        }

        throw new InvalidOperationException($"Eigenvalue {l} of {d.Length} did not settle in {MaxStepsPerValue} QL steps.");
    }

    // The square of what is lost beside the neighbours, or beside the largest element of the matrix, which is between ½ and 1.
    private static double Negligible(double a, double b)
    {
        var lost = Rounding * Math.Max(0.125, Math.Abs(a) + Math.Abs(b));
        return lost * lost;
    }

    private static void Sweep(Span<double> d, Span<double> squares)
    {
        var root = Math.Sqrt(squares[0]);
        var slope = (d[1] - d[0]) / (2 * root);
        var shift = d[0] - (root / (slope + Math.CopySign(Math.Sqrt((slope * slope) + 1), slope)));

        // c and s are the squares of a rotation's cosine and sine, γ the element that it meets, p = γ²/c.
        var (c, s) = (1.0, 0.0);
        var gamma = d[^1] - shift;
        var p = gamma * gamma;
        for (var i = d.Length - 2; i >= 0; i--)
        {
            var square = squares[i];
            var r = p + square;
            squares[i + 1] = s * r;
            var (above, before) = (d[i], gamma);
            if (p > Nothing)
            {
                // γ and the reciprocal of c are divided side by side, neither waiting for c itself.
                gamma = ((p * (above - shift)) - (square * before)) / r;
                var inverse = r / p;
                (c, s) = (p / r, square / r);
                p = gamma * gamma * inverse;
            }
            else
            {
                p = c * square;
                (c, s) = (0, 1);
                gamma = -before;
            }

            d[i + 1] = before + (above - gamma);
        }

        squares[0] = s * p;
        d[0] = shift + gamma;
    }
}
