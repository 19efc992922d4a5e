using System.Numerics;
using Basin.Numerics.Threading;

namespace Basin.Numerics.LinearAlgebra;

/// <summary>Plain Lanczos with full reorthogonalisation: a fixed number of steps from a given start, for quadrature. Keeps its memory between runs.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>Memory for n scalars a step. Source: Lanczos (1950).</remarks>
public sealed class LanczosTridiagonal<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly OrthonormalBasis<T> _basis;
    private readonly Workers _workers;
    private readonly double[] _coefficients;

    /// <summary>Plans runs of one length in one dimension.</summary>
    /// <param name="dimension">n, at least 1.</param>
    /// <param name="steps">The most steps, at least 1; more than n are never needed.</param>
    /// <param name="workers">Threads for the vector work; the calling thread alone when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public LanczosTridiagonal(int dimension, int steps, Workers? workers = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        _workers = workers ?? Workers.Serial;
        _basis = new OrthonormalBasis<T>(dimension, Math.Min(steps, dimension), _workers);
        _coefficients = new double[_basis.Capacity];
    }

    /// <summary>Runs from one start.</summary>
    /// <param name="a">Shape (n, n).</param>
    /// <param name="start">Shape (n), of any length above 0.</param>
    /// <param name="progress">Told the products of this run after each.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    /// <returns>One product for every diagonal element; fewer than planned when the space is exhausted.</returns>
    /// <exception cref="ArgumentException">A dimension differs, or the start is zero or not finite.</exception>
    /// <exception cref="ArithmeticException">A product contained NaN or infinity.</exception>
    public Tridiagonal Run(SymmetricOperator<T> a, ReadOnlySpan<T> start, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        if (a.Dimension != _basis.Dimension || start.Length != _basis.Dimension)
            throw new ArgumentException($"An operator of dimension {a.Dimension} and a start of {start.Length} elements do not fit a run planned for {_basis.Dimension}.");
        _basis.Truncate(0);
        start.CopyTo(_basis.Next);
        var norm = Vectors.Normalize(_basis.Next, _workers);
        if (!(norm > 0) || !double.IsFinite(norm)) throw new ArgumentException($"The start has length {norm}; it must be finite and above 0.", nameof(start));
        _basis.Keep();
        var (diagonal, offDiagonal) = (new List<double>(_basis.Capacity), new List<double>(_basis.Capacity));
        var longest = 0.0;
        while (true)
        {
            var j = _basis.Count - 1;
            a.Multiply(_basis[j], _basis.Next, cancellationToken);
            Array.Clear(_coefficients);
            var beta = _basis.Orthogonalize(_basis.Next, _coefficients);
            if (!double.IsFinite(beta)) throw new ArithmeticException($"Product {j + 1} contained NaN or infinity; look at the point where the operator was built.");
            diagonal.Add(_coefficients[j]);
            progress?.Report(j + 1);
            longest = Math.Max(longest, Math.Max(beta, Math.Abs(_coefficients[j])));
            var exhausted = _basis.Count == _basis.Dimension || beta <= 64 * LanczosSolver<T>.Rounding * longest;
            if (exhausted || _basis.Count == _basis.Capacity) return new Tridiagonal([.. diagonal], [.. offDiagonal], exhausted);
            offDiagonal.Add(beta);
            Vectors.ScaleBy(1 / beta, _basis.Next, _workers);
            _basis.Keep();
        }
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose() => _basis.Dispose();
}
