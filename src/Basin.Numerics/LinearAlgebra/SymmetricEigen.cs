namespace Basin.Numerics.LinearAlgebra;

/// <summary>All eigenvalues of a small dense symmetric matrix, and its eigenvectors or only their last elements.</summary>
/// <remarks>
/// Householder reduction from the last row upwards, then the QL method with implicit shifts; about 6n³ flops, or 4n³/3 without vectors.
/// The reduction leaves the last unit vector alone, which is what makes last elements cheap. Allocates at construction only.
/// Source: Golub and Van Loan, Matrix Computations, chapter 8.
/// </remarks>
public sealed class SymmetricEigen
{
    private readonly double[] _matrix;
    private readonly double[] _vectors;
    private readonly double[] _values;
    private readonly double[] _offDiagonal;
    private readonly double[] _work;
    private readonly int _capacity;
    private int _n;
    private int _width;

    /// <summary>Makes room for matrices up to (<paramref name="capacity"/>, <paramref name="capacity"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 1.</exception>
    public SymmetricEigen(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
        _matrix = new double[capacity * capacity];
        _vectors = new double[capacity * capacity];
        _values = new double[capacity];
        _offDiagonal = new double[capacity + 1];
        _work = new double[capacity];
    }

    /// <summary>The eigenvalues of the last matrix, ascending.</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, _n);

    /// <summary>The last element of each eigenvector, in the order of the values; signs are arbitrary.</summary>
    public double LastElement(int index) => _vectors[(index * _width) + _width - 1];

    /// <summary>Eigenvector <paramref name="index"/>, of unit length; only after <see cref="Decompose"/>.</summary>
    public ReadOnlySpan<double> Vector(int index) => _width == _n
        ? _vectors.AsSpan(index * _n, _n)
        : throw new InvalidOperationException("Only last elements were computed; call Decompose for vectors.");

    /// <summary>Computes values and vectors.</summary>
    /// <param name="matrix">Row by row; only the lower triangle is read; unchanged.</param>
    /// <param name="n">How many rows and columns to take.</param>
    /// <param name="rowStride">Elements from one row to the next.</param>
    /// <exception cref="ArgumentException">An element is NaN or infinite.</exception>
    public void Decompose(ReadOnlySpan<double> matrix, int n, int rowStride) => Compute(matrix, n, rowStride, n);

    /// <summary>Computes values and the last element of each vector.</summary>
    /// <param name="matrix">Row by row; only the lower triangle is read; unchanged.</param>
    /// <param name="n">How many rows and columns to take.</param>
    /// <param name="rowStride">Elements from one row to the next.</param>
    /// <exception cref="ArgumentException">An element is NaN or infinite.</exception>
    public void DecomposeLast(ReadOnlySpan<double> matrix, int n, int rowStride) => Compute(matrix, n, rowStride, 1);

    private void Compute(ReadOnlySpan<double> matrix, int n, int rowStride, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, _capacity);
        (_n, _width) = (n, width);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var element = matrix[(i * rowStride) + j];
                if (!double.IsFinite(element)) throw new ArgumentException($"Element ({i}, {j}) is {element}; eigenvalues need finite numbers.", nameof(matrix));
                _matrix[(i * n) + j] = element;
            }
        }

        Reduce();
        if (width == n)
            AccumulateReflections();
        else
            for (var i = 0; i < n; i++) _vectors[i] = i == n - 1 ? 1 : 0;
        ImplicitQl.Run(_values.AsSpan(0, n), _offDiagonal.AsSpan(0, n), _vectors.AsSpan(0, n * width), width);
    }

    // Row i is reflected onto its element i − 1, from the last row up. The reflector stays in the row, its half squared length in _work.
    private void Reduce()
    {
        var a = _matrix;
        for (var i = _n - 1; i >= 1; i--)
        {
            var v = a.AsSpan(i * _n, i);
            var scale = 0.0;
            for (var k = 0; k < i - 1; k++) scale = Math.Max(scale, Math.Abs(v[k]));
            _work[i] = 0;
            if (scale == 0)
            {
                _offDiagonal[i - 1] = v[i - 1];
                continue;
            }

            scale = Math.Max(scale, Math.Abs(v[i - 1]));
            var square = 0.0;
            foreach (ref var element in v)
            {
                element /= scale;
                square += element * element;
            }

            var alpha = v[i - 1] > 0 ? -Math.Sqrt(square) : Math.Sqrt(square);
            _offDiagonal[i - 1] = alpha * scale;
            var half = square - (alpha * v[i - 1]);
            v[i - 1] -= alpha;
            _work[i] = half;
            ReflectLeading(i, v, half);
        }

        for (var i = 0; i < _n; i++) _values[i] = a[(i * _n) + i];
        _offDiagonal[_n - 1] = 0;
    }

    // A ← HAH with H = I − vvᵀ/half on the leading block, whose lower triangle alone is kept.
    private void ReflectLeading(int size, Span<double> v, double half)
    {
        var a = _matrix;
        var q = _values.AsSpan(0, size);
        q.Clear();
        for (var r = 0; r < size; r++)
        {
            var row = a.AsSpan(r * _n, r);
            var sum = a[(r * _n) + r] * v[r];
            for (var c = 0; c < row.Length; c++)
            {
                sum += row[c] * v[c];
                q[c] += row[c] * v[r];
            }

            q[r] += sum;
        }

        var dot = 0.0;
        for (var r = 0; r < size; r++)
        {
            q[r] /= half;
            dot += q[r] * v[r];
        }

        var shift = dot / (2 * half);
        for (var r = 0; r < size; r++) q[r] -= shift * v[r];
        for (var r = 0; r < size; r++)
        {
            var row = a.AsSpan(r * _n, r + 1);
            var (vr, qr) = (v[r], q[r]);
            for (var c = 0; c < row.Length; c++) row[c] -= (vr * q[c]) + (qr * v[c]);
        }
    }

    // Row j of _vectors becomes column j of the product of the reflections; the QL rotations then mix whole rows.
    private void AccumulateReflections()
    {
        var z = _vectors.AsSpan(0, _n * _n);
        z.Clear();
        for (var i = 0; i < _n; i++) z[(i * _n) + i] = 1;
        for (var i = 1; i < _n; i++)
        {
            if (_work[i] == 0) continue;
            var v = _matrix.AsSpan(i * _n, i);
            for (var j = 0; j < i; j++)
            {
                var column = z.Slice(j * _n, i);
                var dot = 0.0;
                for (var k = 0; k < i; k++) dot += v[k] * column[k];
                dot /= _work[i];
                for (var k = 0; k < i; k++) column[k] -= dot * v[k];
            }
        }
    }
}
