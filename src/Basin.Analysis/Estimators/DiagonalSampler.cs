using System.Numerics;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Analysis.Estimators;

/// <summary>Multiplies probes in blocks and keeps the mean and the spread of v∘Av, element by element.</summary>
internal sealed class DiagonalSampler<T>(SymmetricOperator<T> a, Deflation<T>? known, int block, RandomSource random, bool exact, Workers? workers) : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly NativeBuffer<T> _probes = new((long)a.Dimension * block);
    private readonly NativeBuffer<T> _products = new((long)a.Dimension * block);
    private readonly double[] _means = new double[a.Dimension];
    private readonly double[] _squares = new double[a.Dimension];

    public int Products { get; private set; }

    public void Sample(int count, CancellationToken cancellationToken)
    {
        var n = a.Dimension;
        for (var i = 0; i < count; i++) Write(_probes.Span.Slice(i * n, n), Products + i);
        a.MultiplyBlock(_probes.Span[..(count * n)], _products.Span[..(count * n)], count, cancellationToken);
        for (var i = 0; i < count; i++)
        {
            Products++;
            var product = _products.Span.Slice(i * n, n);
            if (!double.IsFinite(Vectors.Dot<T>(product, product, workers)))
                throw new ArithmeticException($"Product {Products} contained NaN or infinity; look at the point where the operator was built.");
            Add(_probes.Span.Slice(i * n, n), product);
        }
    }

    public DiagonalEstimate Result(ProbeStop stop)
    {
        var values = (double[])_means.Clone();
        var errors = new double[values.Length];
        if (!exact)
            for (var i = 0; i < errors.Length; i++) errors[i] = Math.Sqrt(_squares[i] / ((double)Products * (Products - 1)));
        if (known is not null) AddKnown(values);
        return new DiagonalEstimate(values, errors, Products, stop);
    }

    public void Dispose()
    {
        _probes.Dispose();
        _products.Dispose();
    }

    private void Write(Span<T> probe, int index)
    {
        if (!exact)
        {
            random.FillSigns(probe);
            return;
        }

        probe.Clear();
        probe[index] = T.One;
    }

    private void Add(ReadOnlySpan<T> probe, Span<T> product)
    {
        known?.Subtract(probe, product);
        if (exact)
        {
            _means[Products - 1] = double.CreateTruncating(product[Products - 1]);
            return;
        }

        // Welford, as everywhere.
        for (var i = 0; i < product.Length; i++)
        {
            var value = double.CreateTruncating(probe[i]) * double.CreateTruncating(product[i]);
            var step = value - _means[i];
            _means[i] += step / Products;
            _squares[i] += step * (value - _means[i]);
        }
    }

    private void AddKnown(double[] values)
    {
        for (var j = 0; j < known!.Count; j++)
        {
            var u = known.Basis[j];
            for (var i = 0; i < values.Length; i++)
            {
                var element = double.CreateTruncating(u[i]);
                values[i] += known.Quotients[j] * element * element;
            }
        }
    }
}
