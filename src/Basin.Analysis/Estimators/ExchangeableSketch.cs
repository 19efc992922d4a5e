using System.Numerics;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Analysis.Estimators;

/// <summary>
/// Test vectors Ω, an orthonormal basis Q of their products AΩ = QR, and H = QᵀAQ. As A is symmetric, QᵀAΩ is R itself, so that
/// the products with Q need not be kept.
/// </summary>
internal sealed class ExchangeableSketch<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SymmetricOperator<T> _a;
    private readonly Deflation<T>? _known;
    private readonly RandomSource _random;
    private readonly Workers? _workers;

    // Ω is not orthonormal; a basis also projects onto vectors that are not.
    private readonly OrthonormalBasis<T> _tests, _range;
    private readonly NativeBuffer<T> _vectors, _products;
    private readonly LeaveOneOut _small;
    private readonly double[] _column;

    public ExchangeableSketch(SymmetricOperator<T> a, Deflation<T>? known, int capacity, int block, RandomSource random, Workers? workers)
    {
        (_a, _known, _random, _workers) = (a, known, random, workers);
        _tests = new OrthonormalBasis<T>(a.Dimension, capacity, workers);
        _range = new OrthonormalBasis<T>(a.Dimension, capacity, workers);
        _vectors = new NativeBuffer<T>((long)a.Dimension * block);
        _products = new NativeBuffer<T>((long)a.Dimension * block);
        _small = new LeaveOneOut(capacity, a.Dimension - (known?.Count ?? 0));
        _column = new double[capacity];
    }

    /// <summary>Test vectors so far.</summary>
    public int Count => _range.Count;

    /// <summary>Products so far.</summary>
    public int Products { get; private set; }

    /// <summary>Whether Q holds the whole range of A, so that its part of the trace is all of it.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>Adds <paramref name="count"/> test vectors, or as many as the range has directions.</summary>
    public void Grow(int count, CancellationToken cancellationToken)
    {
        for (var i = 0; i < count; i++) Draw(Row(_vectors, i));
        Multiply(count, cancellationToken);
        var first = Count;
        for (var i = 0; i < count && !IsExhausted; i++) Keep(Row(_vectors, i), Row(_products, i));
        var kept = Count - first;
        if (kept == 0) return;
        for (var i = 0; i < kept; i++) _range[first + i].CopyTo(Row(_vectors, i));
        Multiply(kept, cancellationToken);
        for (var i = 0; i < kept; i++)
        {
            _range.Project(Row(_products, i), _column);
            _small.SetProduct(first + i, _column.AsSpan(0, Count));
            _tests.Project(_range[first + i], _column);
            _small.SetTestRow(first + i, _column.AsSpan(0, Count));
            _range.Project(_tests[first + i], _column);
            _small.SetTestColumn(first + i, _column.AsSpan(0, Count));
        }
    }

    /// <summary>The trace as estimated so far.</summary>
    public Estimate Trace()
    {
        var known = _known?.Trace ?? 0;
        if (IsExhausted) return new Estimate(known + _small.RangeTrace(Count), 0, Products);
        var (value, error) = _small.Estimate(Count);
        return new Estimate(known + value, error, Products);
    }

    public void Dispose()
    {
        _tests.Dispose();
        _range.Dispose();
        _vectors.Dispose();
        _products.Dispose();
    }

    // Uniform on a sphere of the unknown space: the length is taken out where it is known, in the small matrices.
    private void Draw(Span<T> test)
    {
        _random.FillGaussian(test);
        _known?.Remove(test);
        Vectors.Normalize(test, _workers);
    }

    private void Keep(ReadOnlySpan<T> test, Span<T> product)
    {
        _known?.Remove(product);
        var norm = Vectors.Norm<T>(product, _workers);
        if (!double.IsFinite(norm)) throw new ArithmeticException($"Product {Products} contained NaN or infinity; look at the point where the operator was built.");
        Array.Clear(_column);
        var left = _range.Orthogonalize(product, _column);
        if (IsExhausted = UnitRoundoff<T>.IsAll(left, norm)) return;
        product.CopyTo(_range.Next);
        Vectors.Normalize(_range.Next, _workers);
        _column[Count] = left;
        _small.SetFactor(Count, _column.AsSpan(0, Count + 1));
        _range.Keep();
        test.CopyTo(_tests.Next);
        _tests.Keep();
    }

    private void Multiply(int count, CancellationToken cancellationToken)
    {
        _a.MultiplyBlock(_vectors.Span[..(count * _a.Dimension)], _products.Span[..(count * _a.Dimension)], count, cancellationToken);
        Products += count;
    }

    private Span<T> Row(NativeBuffer<T> rows, int index) => rows.Span.Slice(index * _a.Dimension, _a.Dimension);
}
