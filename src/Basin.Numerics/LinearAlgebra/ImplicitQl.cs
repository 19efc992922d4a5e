namespace Basin.Numerics.LinearAlgebra;

/// <summary>The eigenvalues of a symmetric tridiagonal matrix by the QL method with implicit shifts, and what becomes of given rows.</summary>
/// <remarks><see cref="RootFreeQl"/> is faster where no rows are wanted. Source: Golub and Van Loan, Matrix Computations, section 8.3.</remarks>
internal static class ImplicitQl
{
    private const int MaxStepsPerValue = 80;
    private const double Rounding = 1.0 / (1L << 52);

    /// <summary>Replaces the diagonal by the eigenvalues, ascending, and mixes the rows as the rotations do.</summary>
    /// <param name="diagonal">n elements.</param>
    /// <param name="offDiagonal">n elements, the last unused; destroyed.</param>
    /// <param name="rows">Shape (n, width): row i becomes the row of eigenvalue i.</param>
    /// <param name="width">At least 1.</param>
    public static void Run(Span<double> diagonal, Span<double> offDiagonal, Span<double> rows, int width)
    {
        // Below the rounding of the largest element nothing is known: among zeros, which a matrix of low rank has many of, a bound
        // relative to the neighbours alone is never met.
        var largest = 0.0;
        for (var i = 0; i < diagonal.Length; i++) largest = Math.Max(largest, Math.Abs(diagonal[i]) + (i < diagonal.Length - 1 ? Math.Abs(offDiagonal[i]) : 0));
        for (var l = 0; l < diagonal.Length; l++) Iterate(diagonal, offDiagonal, rows, width, l, Rounding / 4 * largest);
        Sort(diagonal, rows, width);
    }

    private static void Iterate(Span<double> d, Span<double> e, Span<double> rows, int width, int l, double floor)
    {
        for (var step = 0; step < MaxStepsPerValue; step++)
        {
            var m = l;
            while (m < d.Length - 1 && Math.Abs(e[m]) > Math.Max(floor, Rounding * (Math.Abs(d[m]) + Math.Abs(d[m + 1])))) m++;
            if (m == l) return;
            Sweep(d, e, rows, width, l, m);
        }

        throw new InvalidOperationException($"Eigenvalue {l} of {d.Length} did not settle in {MaxStepsPerValue} QL steps.");
    }

    private static void Sweep(Span<double> d, Span<double> e, Span<double> rows, int width, int l, int m)
    {
        var g = (d[l + 1] - d[l]) / (2 * e[l]);
        var r = double.Hypot(g, 1);
        g = d[m] - d[l] + (e[l] / (g + Math.CopySign(r, g)));
        var (s, c, p) = (1.0, 1.0, 0.0);
        for (var i = m - 1; i >= l; i--)
        {
            var (f, b) = (s * e[i], c * e[i]);
            r = double.Hypot(f, g);
            e[i + 1] = r;
            if (r == 0)
            {
                d[i + 1] -= p;
                e[m] = 0;
                return;
            }

            (s, c) = (f / r, g / r);
            g = d[i + 1] - p;
            r = ((d[i] - g) * s) + (2 * c * b);
            p = s * r;
            d[i + 1] = g + p;
            g = (c * r) - b;
            RotateRows(rows.Slice(i * width, 2 * width), width, s, c);
        }

        d[l] -= p;
        e[l] = g;
        e[m] = 0;
    }

    private static void RotateRows(Span<double> rows, int width, double s, double c)
    {
        var lower = rows[..width];
        var upper = rows[width..];
        for (var k = 0; k < lower.Length; k++)
        {
            var (a, b) = (lower[k], upper[k]);
            upper[k] = (s * a) + (c * b);
            lower[k] = (c * a) - (s * b);
        }
    }

    private static void Sort(Span<double> values, Span<double> rows, int width)
    {
        for (var i = 0; i < values.Length - 1; i++)
        {
            var smallest = i;
            for (var j = i + 1; j < values.Length; j++)
                if (values[j] < values[smallest]) smallest = j;
            if (smallest == i) continue;
            (values[i], values[smallest]) = (values[smallest], values[i]);
            var row = rows.Slice(i * width, width);
            var other = rows.Slice(smallest * width, width);
            for (var k = 0; k < width; k++) (row[k], other[k]) = (other[k], row[k]);
        }
    }
}
