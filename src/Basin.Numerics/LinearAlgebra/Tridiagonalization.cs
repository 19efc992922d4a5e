using Basin.Numerics.Kernels;
using Basin.Numerics.Memory;
using Basin.Numerics.Threading;

namespace Basin.Numerics.LinearAlgebra;

/// <summary>
/// QᵀAQ = T tridiagonal for a large dense symmetric A, by Householder reflections of its rows from the last one up. Half of the work is a
/// matrix product by panels of rows, the other half reads the lower triangle once a row.
/// </summary>
/// <remarks>4n³/3 flops and n³/6 elements read. Source: Dongarra, Sorensen and Hammarling, Block reduction of matrices to condensed forms (1989).</remarks>
internal sealed unsafe class Tridiagonalization : IDisposable
{
    private const int Panel = 32;
    private const int UpdateRows = 192;
    private readonly NativeBuffer<double> _a, _v, _w, _negative, _sums;
    private readonly double[] _half;
    private readonly Workers _workers;
    private readonly int _n;

    /// <summary>Reduces a matrix.</summary>
    /// <param name="matrix">Shape (n, n), row by row; the lower triangle is read. Taken over, overwritten, and disposed of with this.</param>
    /// <param name="n">n.</param>
    /// <param name="workers">Threads to share the work with.</param>
    public Tridiagonalization(NativeBuffer<double> matrix, int n, Workers workers)
    {
        (_a, _n, _workers) = (matrix, n, workers);
        _v = new NativeBuffer<double>((long)Panel * n);
        _w = new NativeBuffer<double>((long)Panel * n);
        _negative = new NativeBuffer<double>(2L * Panel * n);
        _sums = new NativeBuffer<double>((long)HalfProduct.MaxChunks * n);
        _half = new double[n];
        Diagonal = new double[n];
        OffDiagonal = new double[n];
        for (var rows = n; rows > 1; rows -= Math.Min(Panel, rows - 1)) ReducePanel(rows, Math.Min(Panel, rows - 1));
        Diagonal[0] = Row(0)[0];
    }

    /// <summary>The diagonal of T; n elements.</summary>
    public double[] Diagonal { get; }

    /// <summary>Beside the diagonal: element i couples i and i + 1; the last is 0.</summary>
    public double[] OffDiagonal { get; }

    /// <summary>x ← Qx: from an eigenvector of T to one of A.</summary>
    public void Rotate(Span<double> x)
    {
        for (var i = 1; i < _n; i++)
        {
            if (_half[i] == 0) continue;
            var v = new ReadOnlySpan<double>(Row(i), i);
            Add(-Vectors.Dot<double>(v, x[..i]) / _half[i], v, x);
        }
    }

    public void Dispose()
    {
        _a.Dispose();
        _v.Dispose();
        _w.Dispose();
        _negative.Dispose();
        _sums.Dispose();
    }

    private double* Row(int i) => _a.Pointer + ((long)i * _n);

    private Span<double> V(int k) => new(_v.Pointer + ((long)k * _n), _n);

    private Span<double> W(int k) => new(_w.Pointer + ((long)k * _n), _n);

    // Rows from rows − 1 down are finished; then the block above them is brought up to date at once.
    private void ReducePanel(int rows, int count)
    {
        _v.Span.Clear();
        _w.Span.Clear();
        for (var k = 0; k < count; k++)
        {
            var i = rows - 1 - k;
            var row = new Span<double>(Row(i), i + 1);
            for (var j = 0; j < k; j++)
            {
                Add(-V(j)[i], W(j)[..(i + 1)], row);
                Add(-W(j)[i], V(j)[..(i + 1)], row);
            }

            Diagonal[i] = row[i];
            Reflect(i, row[..i]);
            row[..i].CopyTo(V(k));
            if (_half[i] > 0) FindUpdate(i, k);
        }

        Update(rows - count);
    }

    // The row becomes a reflector onto its last element; _half is half of the reflector's squared length.
    private void Reflect(int i, Span<double> v)
    {
        var scale = 0.0;
        foreach (var element in v[..^1]) scale = Math.Max(scale, Math.Abs(element));
        OffDiagonal[i - 1] = v[^1];
        _half[i] = 0;
        if (scale == 0)
        {
            v.Clear();
            return;
        }

        scale = Math.Max(scale, Math.Abs(v[^1]));
        foreach (ref var element in v) element /= scale;
        var square = Vectors.Dot<double>(v, v);
        var alpha = v[^1] > 0 ? -Math.Sqrt(square) : Math.Sqrt(square);
        OffDiagonal[i - 1] = alpha * scale;
        _half[i] = square - (alpha * v[^1]);
        v[^1] -= alpha;
    }

    // A ← HAH is A − vwᵀ − wvᵀ: w from the product of v with the matrix as all reflections before have left it.
    private void FindUpdate(int i, int k)
    {
        var v = V(k)[..i];
        var w = W(k)[..i];
        Multiply(i, v, w);
        for (var j = 0; j < k; j++)
        {
            var vj = V(j)[..i];
            var wj = W(j)[..i];
            var (along, across) = (Vectors.Dot<double>(wj, v), Vectors.Dot<double>(vj, v));
            Add(-along, vj, w);
            Add(-across, wj, w);
        }

        foreach (ref var element in w) element /= _half[i];
        Add(-Vectors.Dot<double>(w, v) / (2 * _half[i]), v, w);
    }

    private void Multiply(int rows, Span<double> x, Span<double> y)
    {
        fixed (double* px = x)
        {
            var job = new HalfProduct.Job { A = _a.Pointer, X = px, Sums = _sums.Pointer, Rows = rows, RowStride = _n, Stride = _n, Chunks = HalfProduct.Chunks(rows) };
            _workers.Run(job.Chunks, &HalfProduct.Run, (nint)(&job));
            _sums.Span[..rows].CopyTo(y);
            for (var chunk = 1; chunk < job.Chunks; chunk++) Add(1, _sums.Span.Slice(chunk * _n, rows), y);
        }
    }

    // A −= VᵀW + WᵀV below the diagonal, a band of rows at a time.
    private void Update(int rows)
    {
        var v = _negative.Pointer;
        var w = v + ((long)Panel * _n);
        for (var i = 0L; i < (long)Panel * _n; i++) (v[i], w[i]) = (-_v.Pointer[i], -_w.Pointer[i]);
        for (var first = 0; first < rows; first += UpdateRows)
        {
            var count = Math.Min(UpdateRows, rows - first);
            Gemm.MultiplyTwo(
                _workers, count, first + count, Panel,
                new Matrix<double>(v + first, _n).Transposed, new Matrix<double>(_w.Pointer, _n),
                new Matrix<double>(w + first, _n).Transposed, new Matrix<double>(_v.Pointer, _n),
                Row(first), _n, accumulate: true);
        }
    }

    private static void Add(double a, ReadOnlySpan<double> x, Span<double> y)
    {
        fixed (double* px = x, py = y) Lanes.AddScaled(a, px, py, x.Length);
    }
}
