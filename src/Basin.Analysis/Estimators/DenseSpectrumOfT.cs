using System.Collections.Immutable;
using System.Numerics;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Threading;

namespace Basin.Analysis.Estimators;

/// <summary>All eigenvalues of an operator of a few thousand dimensions, exact up to the rounding of its products.</summary>
/// <remarks>Made of n products and a dense decomposition in float64; memory for n² numbers. Whatever it gives has a standard error of 0.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class DenseSpectrum<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SymmetricOperator<T> _a;
    private readonly DenseEigen _eigen;

    internal DenseSpectrum(SymmetricOperator<T> a, DenseMatrix matrix, Workers? workers)
    {
        _a = a;
        (Products, Asymmetry, Diagonal) = (a.Dimension, matrix.Asymmetry, matrix.Diagonal);
        Trace = new Estimate(matrix.Trace, 0, Products);
        FrobeniusNorm = new Estimate(matrix.FrobeniusNorm, 0, Products);
        _eigen = new DenseEigen(matrix.Elements, a.Dimension, workers);
    }

    /// <summary>The eigenvalues, ascending.</summary>
    public ImmutableArray<double> Eigenvalues => _eigen.Values;

    /// <summary>Aᵢᵢ; shape (n).</summary>
    public ImmutableArray<double> Diagonal { get; }

    /// <summary>tr(A).</summary>
    public Estimate Trace { get; }

    /// <summary>‖A‖_F.</summary>
    public Estimate FrobeniusNorm { get; }

    /// <summary>
    /// The largest |Aᵢⱼ − Aⱼᵢ| relative to the largest |Aᵢⱼ|: the rounding of the products, or a fault of the operator. The mean of the
    /// two was decomposed.
    /// </summary>
    public double Asymmetry { get; }

    /// <summary>Operator products spent.</summary>
    public int Products { get; private set; }

    /// <summary>The spectrum as a density, every eigenvalue known: tr f(A) and the smoothed density without error.</summary>
    public SpectralDensity Density => new(_a.Dimension, [], Products) { Known = Eigenvalues };

    /// <summary>The eigenpairs at both ends, with residuals that cost a product each.</summary>
    /// <param name="top">How many of the largest; at most n are given.</param>
    /// <param name="bottom">How many of the smallest.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    public LanczosResult<T> Pairs(int top, int bottom = 0, CancellationToken cancellationToken = default)
    {
        var n = _a.Dimension;
        (top, bottom) = (Math.Min(top, n), Math.Min(bottom, n));
        var (topValues, topVectors) = End(n - top, top, cancellationToken);
        var (bottomValues, bottomVectors) = End(0, bottom, cancellationToken);
        return new LanczosResult<T>
        {
            Top = [.. topValues.Reverse()],
            TopVectors = [.. topVectors.Reverse()],
            Bottom = bottomValues,
            BottomVectors = bottomVectors,
            Products = Products,
            Stop = LanczosStop.Complete,
            Scale = Math.Max(Math.Abs(Eigenvalues[0]), Math.Abs(Eigenvalues[^1])),
            Asymmetry = Asymmetry,
        };
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose() => _eigen.Dispose();

    private (ImmutableArray<Eigenvalue> Values, ImmutableArray<T[]> Vectors) End(int first, int count, CancellationToken cancellationToken)
    {
        ImmutableArray<T[]> vectors = [.. _eigen.Vectors(first, count).Select(vector => Array.ConvertAll(vector, T.CreateTruncating))];
        var values = ImmutableArray.CreateBuilder<Eigenvalue>(count);
        var product = new T[_a.Dimension];
        for (var i = 0; i < count; i++)
        {
            _a.Multiply(vectors[i], product, cancellationToken);
            Products++;
            Vectors.AddScaled<T>(T.CreateTruncating(-Eigenvalues[first + i]), vectors[i], product);
            values.Add(new Eigenvalue(Eigenvalues[first + i], Vectors.Norm<T>(product), Converged: true));
        }

        return (values.MoveToImmutable(), vectors);
    }
}
