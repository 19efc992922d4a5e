using System.Collections.Immutable;
using System.Numerics;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Threading;

namespace Basin.Analysis.Estimators;

/// <summary>
/// The part of an operator that is known, on the span of orthonormal vectors U whose products are known, and the projection onto
/// the rest.
/// </summary>
internal sealed class Deflation<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly OrthonormalBasis<T> _basis;
    private readonly Workers _workers;
    private readonly double[] _coefficients;
    private readonly List<double> _quotients = [];

    private Deflation(int dimension, int capacity, Workers workers)
    {
        _workers = workers;
        _basis = new OrthonormalBasis<T>(dimension, capacity, workers);
        _coefficients = new double[capacity];
    }

    /// <summary>Directions known.</summary>
    public int Count => _basis.Count;

    /// <summary>The vectors U. Every vector put behind them must be <see cref="Learn"/>ed, in order.</summary>
    public OrthonormalBasis<T> Basis => _basis;

    /// <summary>uᵢᵀAuᵢ, one a vector.</summary>
    public IReadOnlyList<double> Quotients => _quotients;

    /// <summary>Σ uᵢᵀAuᵢ.</summary>
    public double Trace { get; private set; }

    /// <summary>Σ ‖Auᵢ‖².</summary>
    public double FrobeniusSquare { get; private set; }

    /// <summary>Takes over eigenpairs, converged or not, with room for more vectors. Null when there is nothing to hold.</summary>
    /// <exception cref="ArgumentException">There are no pairs, or they have another dimension.</exception>
    public static Deflation<T>? Of(LanczosResult<T>? known, int dimension, Workers? workers, int room = 0)
    {
        if (known is null) return room == 0 ? null : new Deflation<T>(dimension, room, workers ?? Workers.Serial);
        ImmutableArray<(Eigenvalue Value, T[] Vector)> pairs = [.. known.Top.Zip(known.TopVectors), .. known.Bottom.Zip(known.BottomVectors)];
        if (pairs.IsEmpty) throw new ArgumentException("There are no eigenpairs to deflate; pass null instead.", nameof(known));
        if (pairs[0].Vector.Length != dimension)
            throw new ArgumentException($"The eigenvectors have dimension {pairs[0].Vector.Length}; the operator has {dimension}.", nameof(known));
        var deflation = new Deflation<T>(dimension, pairs.Length + room, workers ?? Workers.Serial);
        foreach (var (value, vector) in pairs) deflation.Add(value, vector);
        return deflation;
    }

    /// <summary>x ← (I − UUᵀ)x.</summary>
    /// <returns>‖x‖ afterwards.</returns>
    public double Remove(Span<T> x) => _basis.Orthogonalize(x, _coefficients);

    /// <summary>Takes what the product of the next vector says: uᵀAu and ‖Au‖².</summary>
    public void Learn(double quotient, double squaredProduct)
    {
        _quotients.Add(quotient);
        Trace += quotient;
        FrobeniusSquare += squaredProduct;
    }

    /// <summary>y ← y − UΘUᵀx with Θ the quotients: what is left of a product once the known part is taken out.</summary>
    /// <param name="x">Shape (n).</param>
    /// <param name="y">Shape (n).</param>
    public void Subtract(ReadOnlySpan<T> x, Span<T> y)
    {
        _basis.Project(x, _coefficients);
        for (var i = 0; i < Count; i++)
            Vectors.AddScaled(T.CreateTruncating(-_coefficients[i] * _quotients[i]), _basis[i], y, _workers);
    }

    public void Dispose() => _basis.Dispose();

    // Au = λu + r with r orthogonal to u, so ‖Au‖² = λ² + ‖r‖²: exact for any u, converged or not.
    private void Add(Eigenvalue eigenvalue, T[] vector)
    {
        var next = _basis.Next;
        vector.CopyTo(next);

        // The two ends of a small spectrum share vectors.
        if (_basis.Orthogonalize(next, _coefficients) < 0.5) return;
        Vectors.Normalize(next, _workers);
        _basis.Keep();
        Learn(eigenvalue.Value, (eigenvalue.Value * eigenvalue.Value) + (eigenvalue.Residual * eigenvalue.Residual));
    }
}
