using Basin.Numerics.Kernels;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Memory;
using Basin.Numerics.Threading;

namespace Basin.Analysis.Stability;

/// <summary>
/// M ↦ U∘((1/n) Σ Hᵢ(U∘M)Hᵢ) + V∘M on symmetric matrices, with ∘ the product element by element: every question about second moments of SGD
/// is one about the largest eigenvalue of such a map.
/// </summary>
/// <remarks>
/// A matrix of order r is stored as r(r + 1)/2 numbers, its lower triangle with √2 off the diagonal, so that lengths are Frobenius norms.
/// A product costs 4·n·k·r² flops.
/// </remarks>
internal sealed unsafe class SecondMomentMap : SymmetricOperator<double>, IDisposable
{
    private const int RowsAtOnce = 512;
    private readonly SampleCurvature _curvature;
    private readonly Workers _workers;
    private readonly NativeBuffer<double> _matrix, _result, _outer, _inner, _blocks;
    private readonly double[] _around, _beside;
    private readonly int _examplesAtOnce;

    /// <summary>Makes a map of weights 0; set them by <see cref="SetWeights"/>.</summary>
    public SecondMomentMap(SampleCurvature curvature, Workers workers)
        : base(Length(curvature.Rank))
    {
        (_curvature, _workers) = (curvature, workers);
        var (r, k) = (curvature.Rank, curvature.Outputs);
        _examplesAtOnce = Math.Clamp(RowsAtOnce / k, 1, curvature.Examples);
        _matrix = new NativeBuffer<double>((long)r * r);
        _result = new NativeBuffer<double>((long)r * r);
        _outer = new NativeBuffer<double>((long)_examplesAtOnce * k * r);
        _inner = new NativeBuffer<double>((long)_examplesAtOnce * k * r);
        _blocks = new NativeBuffer<double>((long)_examplesAtOnce * k * k);
        (_around, _beside) = (new double[Dimension], new double[Dimension]);
    }

    /// <summary>The numbers of a symmetric matrix of order r.</summary>
    public static int Length(int r) => checked(r * (r + 1) / 2);

    /// <summary>Sets U and V from the eigenvalues of each pair of directions.</summary>
    public void SetWeights(Func<double, double, (double Around, double Beside)> weights)
    {
        var (values, at) = (_curvature.Eigenvalues, 0);
        for (var a = 0; a < values.Length; a++)
            for (var b = 0; b <= a; b++, at++) (_around[at], _beside[at]) = weights(values[a], values[b]);
    }

    /// <summary>A positive definite matrix: the wanted eigenvector is positive semidefinite, so this cannot be orthogonal to it.</summary>
    public double[] Start()
    {
        var start = new double[Dimension];
        for (var a = 0; a < _curvature.Rank; a++) start[Length(a + 1) - 1] = 1;
        return start;
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        foreach (var buffer in new[] { _matrix, _result, _outer, _inner, _blocks }) buffer.Dispose();
    }

    /// <inheritdoc/>
    protected override void MultiplyCore(ReadOnlySpan<double> x, Span<double> y, CancellationToken cancellationToken)
    {
        Unpack(x);
        var (n, k, r) = (_curvature.Examples, _curvature.Outputs, _curvature.Rank);
        for (var first = 0; first < n; first += _examplesAtOnce)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var examples = Math.Min(_examplesAtOnce, n - first);
            var rows = new Matrix<double>(_curvature.Rows + ((long)first * k * r), r);
            Gemm.Multiply(_workers, examples * k, r, r, rows, new Matrix<double>(_matrix.Pointer, r), _outer.Pointer, r, false);
            Sandwich(rows.Data, examples, k, r);
            Gemm.Multiply(_workers, r, r, examples * k, rows.Transposed, new Matrix<double>(_inner.Pointer, r), _result.Pointer, r, accumulate: first > 0);
        }

        Pack(x, y, 1.0 / n);
    }

    // inner_i = (outer_i·Aᵢᵀ)·Aᵢ, example by example.
    private void Sandwich(double* rows, int examples, int k, int r)
    {
        if (k == 1)
        {
            for (var i = 0L; i < examples; i++)
            {
                var row = new ReadOnlySpan<double>(rows + (i * r), r);
                var scaled = new Span<double>(_inner.Pointer + (i * r), r);
                row.CopyTo(scaled);
                Vectors.Scale(Vectors.Dot(row, new ReadOnlySpan<double>(_outer.Pointer + (i * r), r)), scaled);
            }

            return;
        }

        var stride = (long)k * r;
        var blocks = _blocks.Pointer;
        var example = new Matrix<double>(rows, r);
        Gemm.MultiplyBatch(_workers, examples, k, k, r, new Matrix<double>(_outer.Pointer, r), stride, example.Transposed, stride, blocks, k, (long)k * k, false);
        Gemm.MultiplyBatch(_workers, examples, k, r, k, new Matrix<double>(blocks, k), (long)k * k, example, stride, _inner.Pointer, r, stride, false);
    }

    private void Unpack(ReadOnlySpan<double> x)
    {
        var (r, at) = (_curvature.Rank, 0);
        var matrix = _matrix.Pointer;
        var half = Math.Sqrt(0.5);
        for (var a = 0L; a < r; a++)
        {
            for (var b = 0L; b < a; b++, at++) matrix[(a * r) + b] = matrix[(b * r) + a] = half * _around[at] * x[at];
            matrix[(a * r) + a] = _around[at] * x[at];
            at++;
        }
    }

    private void Pack(ReadOnlySpan<double> x, Span<double> y, double scale)
    {
        var (r, at) = (_curvature.Rank, 0);
        var result = _result.Pointer;
        var half = Math.Sqrt(0.5);
        for (var a = 0L; a < r; a++)
        {
            // √2 times the mean of the two triangles, which differ by rounding.
            for (var b = 0L; b < a; b++, at++)
                y[at] = (scale * half * _around[at] * (result[(a * r) + b] + result[(b * r) + a])) + (_beside[at] * x[at]);
            y[at] = (scale * _around[at] * result[(a * r) + a]) + (_beside[at] * x[at]);
            at++;
        }
    }
}
