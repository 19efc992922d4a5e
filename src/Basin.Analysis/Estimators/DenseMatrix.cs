using System.Collections.Immutable;
using System.Numerics;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Memory;

namespace Basin.Analysis.Estimators;

/// <summary>An operator multiplied out, made symmetric, in float64.</summary>
internal sealed class DenseMatrix(int dimension)
{
    /// <summary>Shape (n, n), row by row.</summary>
    public NativeBuffer<double> Elements { get; } = new((long)dimension * dimension);

    /// <summary>The largest difference across the diagonal, relative to the largest element.</summary>
    public double Asymmetry { get; private set; }

    public double Trace { get; private set; }

    public double FrobeniusNorm { get; private set; }

    public ImmutableArray<double> Diagonal { get; private set; } = [];

    /// <summary>Multiplies the unit vectors.</summary>
    public void Fill<T>(SymmetricOperator<T> a, int block, IProgress<ProbeProgress>? progress, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var units = new NativeBuffer<T>((long)block * dimension);
        using var products = new NativeBuffer<T>((long)block * dimension);
        for (var first = 0; first < dimension; first += block)
        {
            var count = Math.Min(block, dimension - first);
            units.Span.Clear();
            for (var i = 0; i < count; i++) units.Span[(i * dimension) + first + i] = T.One;
            a.MultiplyBlock(units.Span[..(count * dimension)], products.Span[..(count * dimension)], count, cancellationToken);
            for (var i = 0; i < count; i++) Store(first + i, products.Span.Slice(i * dimension, dimension));
            progress?.Report(new ProbeProgress(first + count, dimension, double.NaN));
        }

        Symmetrize();
    }

    private Span<double> Row(int i) => Elements.Span.Slice(i * dimension, dimension);

    private void Store<T>(int row, ReadOnlySpan<T> product)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var elements = Row(row);
        for (var j = 0; j < dimension; j++)
        {
            elements[j] = double.CreateTruncating(product[j]);
            if (!double.IsFinite(elements[j]))
                throw new ArithmeticException($"Product {row + 1} contained NaN or infinity; look at the point where the operator was built.");
        }
    }

    private void Symmetrize()
    {
        var (largest, difference, squares) = (0.0, 0.0, 0.0);
        var diagonal = ImmutableArray.CreateBuilder<double>(dimension);
        for (var i = 0; i < dimension; i++)
        {
            var row = Row(i);
            for (var j = 0; j < i; j++)
            {
                ref var across = ref Elements.Span[(j * dimension) + i];
                difference = Math.Max(difference, Math.Abs(row[j] - across));
                row[j] = across = (row[j] + across) / 2;
                largest = Math.Max(largest, Math.Abs(across));
                squares += 2 * across * across;
            }

            diagonal.Add(row[i]);
            largest = Math.Max(largest, Math.Abs(row[i]));
            squares += row[i] * row[i];
            Trace += row[i];
        }

        Diagonal = diagonal.MoveToImmutable();
        FrobeniusNorm = Math.Sqrt(squares);
        Asymmetry = largest > 0 ? difference / largest : 0;
    }
}
