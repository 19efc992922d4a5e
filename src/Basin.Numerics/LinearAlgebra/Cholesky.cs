namespace Basin.Numerics.LinearAlgebra;

/// <summary>A = LLᵀ of a small positive definite matrix, to solve systems with it. Not safe for use by two threads at once.</summary>
public sealed class Cholesky
{
    private readonly double[] _factor;

    /// <summary>Makes room for matrices of order <paramref name="order"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="order"/> is below 1.</exception>
    public Cholesky(int order)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        Order = order;
        _factor = new double[checked(order * order)];
    }

    /// <summary>Rows, and columns.</summary>
    public int Order { get; }

    /// <summary>Factors a matrix; costs n³/3 flops.</summary>
    /// <param name="matrix">Shape (n, n); only its lower triangle is read.</param>
    /// <returns>False where a pivot is not above 0: the matrix is not positive definite, or holds a NaN.</returns>
    public bool Factor(ReadOnlySpan<double> matrix)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(matrix.Length, _factor.Length);
        var n = Order;
        for (var i = 0; i < n; i++)
        {
            var row = _factor.AsSpan(i * n, n);
            for (var j = 0; j <= i; j++)
            {
                var rest = matrix[(i * n) + j] - Vectors.Dot<double>(row[..j], _factor.AsSpan(j * n, j));
                if (j < i) row[j] = rest / _factor[(j * n) + j];
                else if (rest > 0) row[i] = Math.Sqrt(rest);
                else return false;
            }
        }

        return true;
    }

    /// <summary>Solves A·x = b for the matrix factored last; costs 2n² flops.</summary>
    /// <param name="x">Shape (n); b on entry, x on return.</param>
    public void Solve(Span<double> x)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Length, Order);
        var n = Order;
        for (var i = 0; i < n; i++) x[i] = (x[i] - Vectors.Dot<double>(x[..i], _factor.AsSpan(i * n, i))) / _factor[(i * n) + i];
        for (var i = n - 1; i >= 0; i--)
        {
            x[i] /= _factor[(i * n) + i];
            Vectors.AddScaled(-x[i], _factor.AsSpan(i * n, i), x[..i]);
        }
    }
}
