using System.Numerics;
using Basin.Numerics.Threading;

namespace Basin.Numerics.LinearAlgebra;

/// <summary>A symmetric matrix held in memory; each element of a product is one double-precision dot product, rounded once.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class DenseSymmetric<T> : SymmetricOperator<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int RowsPerChunk = 16;
    private readonly T[] _elements;
    private readonly Workers _workers;

    /// <summary>Takes a copy of a symmetric matrix.</summary>
    /// <param name="elements">Shape (n, n), row by row.</param>
    /// <param name="dimension">n.</param>
    /// <param name="workers">Threads for large matrices; the calling thread alone when null.</param>
    /// <exception cref="ArgumentException">The length is not n², or (i, j) and (j, i) differ by more than rounding.</exception>
    public DenseSymmetric(ReadOnlySpan<T> elements, int dimension, Workers? workers = null)
        : base(dimension)
    {
        if (elements.Length != (long)dimension * dimension)
            throw new ArgumentException($"A matrix of dimension {dimension} has {(long)dimension * dimension} elements, not {elements.Length}.", nameof(elements));
        CheckSymmetry(elements, dimension);
        _elements = elements.ToArray();
        _workers = workers ?? Workers.Serial;
    }

    /// <inheritdoc/>
    protected override void MultiplyCore(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken)
    {
        fixed (T* a = _elements, px = x, py = y)
        {
            var job = new Job(a, px, py, Dimension);
            var workers = _elements.Length < 200_000 ? Workers.Serial : _workers;
            workers.Run((Dimension + RowsPerChunk - 1) / RowsPerChunk, &MultiplyRows, (nint)(&job));
        }
    }

    private static void MultiplyRows(nint state, int chunk)
    {
        var job = *(Job*)state;
        var end = Math.Min((chunk + 1) * RowsPerChunk, job.N);
        for (var i = chunk * RowsPerChunk; i < end; i++)
            job.Y[i] = T.CreateTruncating(Lanes.Dot(job.A + ((long)i * job.N), job.X, job.N));
    }

    private static void CheckSymmetry(ReadOnlySpan<T> elements, int n)
    {
        var largest = T.Zero;
        foreach (var element in elements) largest = T.Max(largest, T.Abs(element));
        var slack = T.CreateTruncating(64) * T.BitIncrement(T.One) - T.CreateTruncating(64);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (T.Abs(elements[(i * n) + j] - elements[(j * n) + i]) > slack * largest)
                    throw new ArgumentException($"The matrix is not symmetric: element ({i}, {j}) is {elements[(i * n) + j]} but ({j}, {i}) is {elements[(j * n) + i]}.", nameof(elements));
            }
        }
    }

    private readonly struct Job(T* a, T* x, T* y, int n)
    {
        public readonly T* A = a;
        public readonly T* X = x;
        public readonly T* Y = y;
        public readonly int N = n;
    }
}
