using System.Runtime.Intrinsics;
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

    // Where the triangle stays in the second-level cache the products of a panel with itself weigh more than a second look at the block.
    private const int ShortPanel = 16;
    private const int ShortPanelRows = 400;
    private const int UpdateRows = 192;

    // Rows 2k and 2k + 1 of a panel are v and w of its k-th reflection, zeros where there is none yet: taken four at a time.
    private readonly NativeBuffer<double> _a, _panel, _negative, _sums;
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
        _panel = new NativeBuffer<double>(2L * Panel * n);
        _negative = new NativeBuffer<double>(2L * Panel * n);
        _sums = new NativeBuffer<double>((long)HalfProduct.MaxChunks * n);
        _half = new double[n];
        Diagonal = new double[n];
        OffDiagonal = new double[n];
        for (var rows = n; rows > 1;)
        {
            var count = Math.Min(rows > ShortPanelRows ? Panel : ShortPanel, rows - 1);
            ReducePanel(rows, count);
            rows -= count;
        }

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
        _panel.Dispose();
        _negative.Dispose();
        _sums.Dispose();
    }

    private double* Row(int i) => _a.Pointer + ((long)i * _n);

    private double* V(int k) => _panel.Pointer + (2L * k * _n);

    private double* W(int k) => V(k) + _n;

    // Rows from rows − 1 down are finished; then the block above them is brought up to date at once.
    private void ReducePanel(int rows, int count)
    {
        new Span<double>(_panel.Pointer, 2 * count * _n).Clear();
        for (var k = 0; k < count; k++)
        {
            var i = rows - 1 - k;
            var row = Row(i);
            for (var j = 0; j < k; j += 2) AddPairs(j, W(j)[i], V(j)[i], W(j + 1)[i], V(j + 1)[i], row, i + 1);
            Diagonal[i] = row[i];
            Reflect(i, new Span<double>(row, i));
            new Span<double>(row, i).CopyTo(new Span<double>(V(k), i));
            if (_half[i] > 0) FindUpdate(i, k);
        }

        Update(rows - count, count);
    }

    // The row becomes a reflector onto its last element; _half is half of the reflector's squared length.
    private void Reflect(int i, Span<double> v)
    {
        OffDiagonal[i - 1] = v[^1];
        _half[i] = 0;
        if (Largest(v[..^1]) == 0)
        {
            v.Clear();
            return;
        }

        // By a power of 2, which rounds nothing, and whose reciprocal is finite.
        var exponent = Math.Max(Math.ILogB(Largest(v)), -1000);
        Vectors.Scale(Math.ScaleB(1, -exponent), v);
        var square = Vectors.Dot<double>(v, v);
        var alpha = v[^1] > 0 ? -Math.Sqrt(square) : Math.Sqrt(square);
        OffDiagonal[i - 1] = Math.ScaleB(alpha, exponent);
        _half[i] = square - (alpha * v[^1]);
        v[^1] -= alpha;
    }

    private static double Largest(ReadOnlySpan<double> v)
    {
        var largest = Vector512<double>.Zero;
        var i = 0;
        for (; i <= v.Length - 8; i += 8) largest = Vector512.Max(largest, Vector512.Abs(Vector512.Create(v[i..])));
        var result = 0.0;
        for (var lane = 0; lane < 8; lane++) result = Math.Max(result, largest[lane]);
        for (; i < v.Length; i++) result = Math.Max(result, Math.Abs(v[i]));
        return result;
    }

    // A ← HAH is A − vwᵀ − wvᵀ: w from the product of v with the matrix as all reflections before have left it.
    private void FindUpdate(int i, int k)
    {
        var v = new Span<double>(V(k), i);
        var w = new Span<double>(W(k), i);
        Multiply(i, v, w);
        var sums = stackalloc double[4];
        var q = stackalloc double*[4];
        for (var j = 0; j < k; j += 2)
        {
            // The row of v itself is among the four where k is odd; its w is still to come, and both stay out.
            for (var row = 0; row < 4; row++) q[row] = V(j) + ((long)row * _n);
            Lanes.DotFour(q, 0, new Upcoming<double>(q, 0), V(k), i, sums);
            var both = j + 1 < k ? 1 : 0;
            AddPairs(j, sums[1], sums[0], both * sums[3], both * sums[2], W(k), i);
        }

        Vectors.Scale(1 / _half[i], w);
        Add(-Vectors.Dot<double>(w, v) / (2 * _half[i]), v, w);
    }

    // y −= a₀·v_j + b₀·w_j + a₁·v_{j+1} + b₁·w_{j+1}.
    private void AddPairs(int j, double a0, double b0, double a1, double b1, double* y, int length)
    {
        var q = stackalloc double*[4] { V(j), W(j), V(j + 1), W(j + 1) };
        Lanes.AddFour(q, 0, new Upcoming<double>(q, 0), -a0, -b0, -a1, -b1, y, length);
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
    private void Update(int rows, int count)
    {
        var v = _negative.Pointer;
        var w = v + _n;
        for (var i = 0L; i < 2L * count * _n; i++) v[i] = -_panel.Pointer[i];
        for (var first = 0; first < rows; first += UpdateRows)
        {
            var band = Math.Min(UpdateRows, rows - first);
            Gemm.MultiplyTwo(
                _workers, band, first + band, count,
                new Matrix<double>(v + first, 2 * _n).Transposed, new Matrix<double>(W(0), 2 * _n),
                new Matrix<double>(w + first, 2 * _n).Transposed, new Matrix<double>(V(0), 2 * _n),
                Row(first), _n, accumulate: true);
        }
    }

    private static void Add(double a, ReadOnlySpan<double> x, Span<double> y)
    {
        fixed (double* px = x, py = y) Lanes.AddScaled(a, px, py, x.Length);
    }
}
