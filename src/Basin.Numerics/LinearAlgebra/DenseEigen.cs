using System.Collections.Immutable;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Numerics.LinearAlgebra;

/// <summary>All eigenvalues of a large dense symmetric matrix in float64, and the eigenvectors that are asked for.</summary>
/// <remarks>
/// Reduction to tridiagonal form, then the QL method without roots: about 4n³/3 flops for the values, 2n² more for each vector by inverse iteration.
/// The same bits for any number of threads.
/// </remarks>
public sealed class DenseEigen : IDisposable
{
    // Vectors of eigenvalues closer than this part of the norm do not come out orthogonal by themselves.
    private const double Close = 1e-3;

    private readonly Tridiagonalization _reduction;
    private readonly int _n;

    /// <summary>Decomposes a matrix.</summary>
    /// <param name="matrix">Shape (n, n), row by row; the lower triangle is read. Taken over: overwritten, and disposed of with this.</param>
    /// <param name="dimension">n, at least 1.</param>
    /// <param name="workers">Threads to share the work with; the calling thread alone when null.</param>
    /// <exception cref="ArgumentException">An element is NaN or infinite, or the length is not n².</exception>
    public DenseEigen(NativeBuffer<double> matrix, int dimension, Workers? workers = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (matrix.Length != (long)dimension * dimension)
            throw new ArgumentException($"A matrix of dimension {dimension} has {(long)dimension * dimension} elements, not {matrix.Length}.", nameof(matrix));
        CheckFinite(matrix, dimension);
        _n = dimension;
        _reduction = new Tridiagonalization(matrix, dimension, workers ?? Workers.Serial);
        var (values, work) = ((double[])_reduction.Diagonal.Clone(), (double[])_reduction.OffDiagonal.Clone());
        RootFreeQl.Run(values, work);
        Values = ImmutableArray.Create(values);
    }

    /// <summary>The eigenvalues, ascending.</summary>
    public ImmutableArray<double> Values { get; }

    /// <summary>The eigenvectors of some successive eigenvalues, of unit length and orthogonal to each other.</summary>
    /// <param name="first">The place of the first of them in <see cref="Values"/>.</param>
    /// <param name="count">How many.</param>
    public ImmutableArray<double[]> Vectors(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + count, _n, nameof(count));
        var iteration = new InverseIteration(_reduction.Diagonal, _reduction.OffDiagonal);
        var span = Close * Math.Max(Math.Abs(Values[0]), Math.Abs(Values[^1]));
        var found = new List<double[]>();
        for (var i = first; i < first + count; i++)
        {
            var vector = new double[_n];
            new Seed(0).Stream("inverse-iteration", i).FillGaussian(vector.AsSpan());
            var value = Values[i];
            iteration.Find(value, vector, [.. found.Where((_, j) => value - Values[first + j] <= span)]);
            found.Add(vector);
        }

        foreach (var vector in found) _reduction.Rotate(vector);
        return [.. found];
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose() => _reduction.Dispose();

    private static void CheckFinite(NativeBuffer<double> matrix, int n)
    {
        for (var i = 0; i < n; i++)
        {
            foreach (var element in matrix.Span.Slice(i * n, i + 1))
                if (!double.IsFinite(element)) throw new ArgumentException($"Row {i} contains {element}; eigenvalues need finite numbers.", nameof(matrix));
        }
    }
}
