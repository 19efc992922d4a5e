namespace Basin.Numerics.LinearAlgebra;

/// <summary>Eigenvectors of a symmetric tridiagonal matrix for eigenvalues that are known to rounding.</summary>
/// <remarks>Source: Golub and Van Loan, Matrix Computations, section 8.2.2; vectors of close eigenvalues are kept orthogonal to each other.</remarks>
internal sealed class InverseIteration
{
    private const int Steps = 3;
    private const double Rounding = 1.0 / (1L << 52);
    private readonly double[] _d, _e, _u0, _u1, _u2, _l;
    private readonly bool[] _swapped;
    private readonly double _norm;

    public InverseIteration(double[] diagonal, double[] offDiagonal)
    {
        var n = diagonal.Length;
        (_d, _e) = (diagonal, offDiagonal);
        (_u0, _u1, _u2, _l, _swapped) = (new double[n], new double[n], new double[n], new double[n], new bool[n]);
        for (var i = 0; i < n; i++) _norm = Math.Max(_norm, Math.Abs(diagonal[i]) + (i > 0 ? Math.Abs(offDiagonal[i - 1]) : 0) + (i < n - 1 ? Math.Abs(offDiagonal[i]) : 0));
    }

    /// <summary>The vector of one eigenvalue, of unit length.</summary>
    /// <param name="value">λ.</param>
    /// <param name="start">Where to begin, such as random numbers; becomes the vector.</param>
    /// <param name="close">The vectors found for eigenvalues close to it.</param>
    public void Find(double value, Span<double> start, IReadOnlyList<double[]> close)
    {
        Factor(value);
        for (var step = 0; step < Steps; step++)
        {
            Solve(start);
            Scale(start);
            foreach (var vector in close) Subtract(Vectors.Dot<double>(start, vector), vector, start);
            Vectors.Normalize(start);
        }
    }

    // T − λ = P·L·U with partial pivoting: U has two diagonals above its own.
    private void Factor(double value)
    {
        var n = _d.Length;
        var (own, next) = (_d[0] - value, n > 1 ? _e[0] : 0);
        for (var i = 0; i < n - 1; i++)
        {
            var (below, belowOwn, belowNext) = (_e[i], _d[i + 1] - value, i < n - 2 ? _e[i + 1] : 0);
            _swapped[i] = Math.Abs(below) > Math.Abs(own);
            if (_swapped[i])
            {
                (_u0[i], _u1[i], _u2[i]) = (below, belowOwn, belowNext);
                _l[i] = own / below;
                (own, next) = (next - (_l[i] * belowOwn), -_l[i] * belowNext);
            }
            else
            {
                (_u0[i], _u1[i], _u2[i]) = (own, next, 0);
                _l[i] = own == 0 ? 0 : below / own;
                (own, next) = (belowOwn - (_l[i] * next), belowNext);
            }
        }

        (_u0[n - 1], _u1[n - 1], _u2[n - 1]) = (own, 0, 0);

        // A pivot of 0 is what an exact eigenvalue gives; as small as rounding, it points along the vector.
        var least = Math.Max(Rounding * _norm, 1e-300);
        for (var i = 0; i < n; i++)
            if (Math.Abs(_u0[i]) < least) _u0[i] = Math.CopySign(least, _u0[i]);
    }

    private void Solve(Span<double> x)
    {
        var n = x.Length;
        for (var i = 0; i < n - 1; i++)
        {
            if (_swapped[i]) (x[i], x[i + 1]) = (x[i + 1], x[i]);
            x[i + 1] -= _l[i] * x[i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            var sum = x[i];
            if (i + 1 < n) sum -= _u1[i] * x[i + 1];
            if (i + 2 < n) sum -= _u2[i] * x[i + 2];
            x[i] = sum / _u0[i];
        }
    }

    private static void Scale(Span<double> x)
    {
        var largest = 0.0;
        foreach (var element in x) largest = Math.Max(largest, Math.Abs(element));
        foreach (ref var element in x) element /= largest;
        Vectors.Normalize(x);
    }

    private static void Subtract(double a, double[] x, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] -= a * x[i];
    }
}
