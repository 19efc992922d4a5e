namespace Basin.Analysis.SelfTest;

/// <summary>The eigenvalues of a small symmetric matrix by Jacobi's rotations: slow, simple, and of another kind than what it checks.</summary>
/// <remarks>Source: Golub and Van Loan, Matrix Computations, section 8.5.</remarks>
internal static class JacobiEigenvalues
{
    private const int MaxSweeps = 30;

    /// <summary>Ascending.</summary>
    /// <param name="matrix">Shape (n, n); unchanged.</param>
    public static double[] Of(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        double[][] a = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => matrix[i, j]).ToArray())];
        for (var sweep = 0; sweep < MaxSweeps && OffDiagonal(a) > 1e-30; sweep++)
            for (var p = 0; p < n; p++)
                for (var q = p + 1; q < n; q++) Rotate(a, p, q);
        double[] values = [.. Enumerable.Range(0, n).Select(i => a[i][i])];
        Array.Sort(values);
        return values;
    }

    // Relative to the whole.
    private static double OffDiagonal(double[][] a)
    {
        var (off, all) = (0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = 0; j < a.Length; j++)
            {
                all += a[i][j] * a[i][j];
                if (i != j) off += a[i][j] * a[i][j];
            }
        }

        return all > 0 ? off / all : 0;
    }

    // Makes element (p, q) zero.
    private static void Rotate(double[][] a, int p, int q)
    {
        if (a[p][q] == 0) return;
        var tau = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        var t = Math.CopySign(1, tau) / (Math.Abs(tau) + Math.Sqrt(1 + (tau * tau)));
        var c = 1 / Math.Sqrt(1 + (t * t));
        var s = t * c;
        foreach (var row in a) (row[p], row[q]) = ((c * row[p]) - (s * row[q]), (s * row[p]) + (c * row[q]));
        var (first, second) = (a[p], a[q]);
        for (var k = 0; k < first.Length; k++) (first[k], second[k]) = ((c * first[k]) - (s * second[k]), (s * first[k]) + (c * second[k]));
    }
}
