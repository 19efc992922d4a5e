using System.Numerics;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Threading;

namespace Basin.Analysis.Estimators;

/// <summary>The part of an operator that is known from eigenpairs, and the projection onto the part that is not.</summary>
internal sealed class Deflation<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly OrthonormalBasis<T> _basis;
    private readonly double[] _coefficients;

    public Deflation(LanczosResult<T> known, Workers workers)
    {
        var pairs = known.Top.Zip(known.TopVectors).Concat(known.Bottom.Zip(known.BottomVectors)).ToArray();
        if (pairs.Length == 0) throw new ArgumentException("There are no eigenpairs to deflate; pass null instead.", nameof(known));
        _basis = new OrthonormalBasis<T>(pairs[0].Second.Length, pairs.Length, workers);
        _coefficients = new double[pairs.Length];
        foreach (var (eigenvalue, vector) in pairs) Add(eigenvalue, vector, workers);
    }

    public int Dimension => _basis.Dimension;

    /// <summary>Directions known.</summary>
    public int Count => _basis.Count;

    /// <summary>Σ uᵢᵀAuᵢ.</summary>
    public double Trace { get; private set; }

    /// <summary>Σ ‖Auᵢ‖².</summary>
    public double FrobeniusSquare { get; private set; }

    /// <summary>x ← (I − UUᵀ)x.</summary>
    public void Remove(Span<T> x) => _basis.Orthogonalize(x, _coefficients);

    public void Dispose() => _basis.Dispose();

    // Au = λu + r with r orthogonal to u, so ‖Au‖² = λ² + ‖r‖²: exact for any u, converged or not.
    private void Add(Eigenvalue eigenvalue, T[] vector, Workers workers)
    {
        var next = _basis.Next;
        vector.CopyTo(next);

        // The two ends of a small spectrum share vectors.
        if (_basis.Orthogonalize(next, _coefficients) < 0.5) return;
        Vectors.Normalize(next, workers);
        _basis.Keep();
        Trace += eigenvalue.Value;
        FrobeniusSquare += (eigenvalue.Value * eigenvalue.Value) + (eigenvalue.Residual * eigenvalue.Residual);
    }
}
