using System.Collections.Immutable;
using Basin.Analysis.Estimators;
using Basin.Numerics.Kernels;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Memory;
using Basin.Numerics.Threading;

namespace Basin.Analysis.Stability;

/// <summary>
/// The curvature of every example, Hᵢ = AᵢᵀAᵢ with k rows Aᵢ, in the eigenvectors of their mean G = (1/n) Σ Hᵢ where G is not zero: all that
/// mean-square stability depends on.
/// </summary>
/// <remarks>Memory for n·k·r numbers, where r is the rank of G, at most min(n·k, p).</remarks>
public sealed unsafe class SampleCurvature : IDisposable
{
    private readonly NativeBuffer<double> _rows;

    private SampleCurvature(int examples, int outputs, double[] eigenvalues, NativeBuffer<double> rows)
    {
        (Examples, Outputs, _rows) = (examples, outputs, rows);
        Eigenvalues = [.. eigenvalues];
    }

    /// <summary>n.</summary>
    public int Examples { get; }

    /// <summary>k, the rows of an example.</summary>
    public int Outputs { get; }

    /// <summary>The eigenvalues of G above rounding, descending; r of them.</summary>
    public ImmutableArray<double> Eigenvalues { get; }

    /// <summary>r.</summary>
    public int Rank => Eigenvalues.Length;

    /// <summary>The rows of all examples, shape (n·k, r).</summary>
    internal double* Rows => _rows.Pointer;

    /// <summary>Takes the rows themselves.</summary>
    /// <param name="rows">Shape (n·k, d), in any orthonormal basis of a space of d dimensions; not kept.</param>
    /// <param name="examples">n.</param>
    /// <param name="outputs">k.</param>
    /// <param name="workers">Threads for the products; the calling thread alone when null.</param>
    /// <param name="rounding">Eigenvalues below this part of the largest, times the root of the size, are taken as 0: the relative rounding of the rows.</param>
    /// <remarks>Costs the eigenvectors of the smaller of the two Gram matrices.</remarks>
    public static SampleCurvature FromRows(ReadOnlySpan<double> rows, int examples, int outputs, Workers? workers = null, double rounding = 1e-13)
    {
        var count = CountRows(examples, outputs);
        if (rows.Length == 0 || rows.Length % count != 0)
            throw new ArgumentException($"{rows.Length} elements are not {count} rows of equal length.", nameof(rows));
        var columns = rows.Length / count;
        var pool = workers ?? Workers.Serial;
        fixed (double* a = rows)
        {
            var matrix = new Matrix<double>(a, columns);
            if (count < columns)
            {
                var gram = new double[count * count];
                fixed (double* g = gram) Gemm.Multiply(pool, count, count, columns, matrix, matrix.Transposed, g, count, false);
                return FromGram(gram, examples, outputs, rounding);
            }

            var mean = new double[columns * columns];
            fixed (double* g = mean) Gemm.Multiply(pool, columns, columns, count, matrix.Transposed, matrix, g, columns, false);
            var (values, vectors) = Decompose(mean, columns, rounding, examples);
            var rotated = new NativeBuffer<double>((long)count * values.Length);
            fixed (double* v = vectors)
                Gemm.Multiply(pool, count, values.Length, columns, matrix, new Matrix<double>(v, columns).Transposed, rotated.Pointer, values.Length, false);
            return new SampleCurvature(examples, outputs, values, rotated);
        }
    }

    /// <summary>Takes the Gram matrix K = AAᵀ of the rows, so that a row may be as long as it likes.</summary>
    /// <param name="gram">Shape (n·k, n·k); example i holds rows i·k to i·k + k − 1; not kept.</param>
    /// <param name="examples">n.</param>
    /// <param name="outputs">k.</param>
    /// <param name="rounding">Eigenvalues below this part of the largest, times the root of the size, are taken as 0: the relative rounding of the Gram matrix.</param>
    public static SampleCurvature FromGram(ReadOnlySpan<double> gram, int examples, int outputs, double rounding = 1e-13)
    {
        var count = CountRows(examples, outputs);
        if (gram.Length != (long)count * count) throw new ArgumentException($"The Gram matrix of {count} rows has {(long)count * count} elements, not {gram.Length}.", nameof(gram));
        var (values, vectors) = Decompose(gram, count, rounding, examples);
        var rank = values.Length;
        var rows = new NativeBuffer<double>((long)count * rank);
        for (var a = 0; a < rank; a++)
        {
            // K = UΛUᵀ, so A = UΛ^½ up to a rotation, and G has the eigenvalues Λ/n.
            var scale = Math.Sqrt(values[a] * examples);
            for (var i = 0; i < count; i++) rows.Pointer[((long)i * rank) + a] = scale * vectors[((long)a * count) + i];
        }

        return new SampleCurvature(examples, outputs, values, rows);
    }

    /// <summary>The numbers behind the bounds, exact over these examples.</summary>
    public CurvatureMoments Moments() => SampleMoments.Of(this);

    /// <summary>Frees the memory.</summary>
    public void Dispose() => _rows.Dispose();

    private static int CountRows(int examples, int outputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(examples, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        return checked(examples * outputs);
    }

    // The eigenvalues over n, descending, of those above rounding, and their vectors row by row.
    private static (double[] Values, double[] Vectors) Decompose(ReadOnlySpan<double> matrix, int size, double rounding, int examples)
    {
        var eigen = new SymmetricEigen(size);
        eigen.Decompose(matrix, size, size);
        var largest = eigen.Values[^1];
        if (!(largest > 0)) throw new ArgumentException("The curvature of every example is zero: any learning rate is stable, and nothing is left to analyse.");
        var rank = 0;
        while (rank < size && eigen.Values[size - 1 - rank] > rounding * Math.Sqrt(size) * largest) rank++;
        var (values, vectors) = (new double[rank], new double[(long)rank * size]);
        for (var a = 0; a < rank; a++)
        {
            values[a] = eigen.Values[size - 1 - a] / examples;
            eigen.Vector(size - 1 - a).CopyTo(vectors.AsSpan(a * size, size));
        }

        return (values, vectors);
    }
}
