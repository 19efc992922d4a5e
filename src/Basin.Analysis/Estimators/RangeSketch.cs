using System.Numerics;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Analysis.Estimators;

/// <summary>
/// An orthonormal basis of products with random signs, put behind what is known of an operator, and the products with that basis;
/// grown by a block at a time.
/// </summary>
internal sealed class RangeSketch<T>(SymmetricOperator<T> a, Deflation<T> known, RandomSource random, int block, Workers? workers) : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly NativeBuffer<T> _vectors = new((long)a.Dimension * block);
    private readonly NativeBuffer<T> _products = new((long)a.Dimension * block);
    private PairedMoments _forms;

    /// <summary>Products spent.</summary>
    public int Products { get; private set; }

    /// <summary>The trace as the signs of the sketch see it: good enough to decide with.</summary>
    public double TraceGuess => _forms.MeanX;

    /// <summary>Adds the directions of a block of products, and multiplies them.</summary>
    /// <returns>By how much they lower the variance of one probe; NaN when a product was not finite. 0 when the range has no more directions.</returns>
    public double Grow(CancellationToken cancellationToken)
    {
        random.FillSigns(_vectors.Span);
        Multiply(block, cancellationToken);
        var kept = 0;
        for (var i = 0; i < block; i++)
        {
            Span<T> product = Row(_products, i);
            var norm = Vectors.Norm<T>(product, workers);
            if (!double.IsFinite(norm)) return double.NaN;
            _forms.Add(Vectors.Dot<T>(Row(_vectors, i), product, workers), 0);
            if (known.Basis.Count == a.Dimension || !Keep(product, norm)) continue;
            known.Basis[known.Basis.Count - 1].CopyTo(Row(_vectors, kept));
            kept++;
        }

        return kept == 0 ? 0 : Learn(kept, cancellationToken);
    }

    public void Dispose()
    {
        _vectors.Dispose();
        _products.Dispose();
    }

    private bool Keep(ReadOnlySpan<T> product, double norm)
    {
        var next = known.Basis.Next;
        product.CopyTo(next);
        if (UnitRoundoff<T>.IsAll(known.Remove(next), norm)) return false;

        // A short rest carries the rounding of what was removed.
        Vectors.Normalize(next, workers);
        known.Remove(next);
        Vectors.Normalize(next, workers);
        known.Basis.Keep();
        return true;
    }

    // ‖PAP‖²_F loses the row and the column of each direction; the variance of a probe is twice that.
    private double Learn(int count, CancellationToken cancellationToken)
    {
        Multiply(count, cancellationToken);
        var saved = 0.0;
        for (var i = 0; i < count; i++)
        {
            var quotient = Vectors.Dot<T>(Row(_vectors, i), Row(_products, i), workers);
            var square = Vectors.Dot<T>(Row(_products, i), Row(_products, i), workers);
            known.Learn(quotient, square);
            saved += 2 * ((2 * square) - (quotient * quotient));
        }

        return saved;
    }

    private void Multiply(int count, CancellationToken cancellationToken)
    {
        a.MultiplyBlock(_vectors.Span[..(count * a.Dimension)], _products.Span[..(count * a.Dimension)], count, cancellationToken);
        Products += count;
    }

    private Span<T> Row(NativeBuffer<T> rows, int index) => rows.Span.Slice(index * a.Dimension, a.Dimension);
}
