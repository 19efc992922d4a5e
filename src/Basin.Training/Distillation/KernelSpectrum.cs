using System.Collections.Immutable;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Training.Distillation;

/// <summary>The eigenvalues dₖ and eigenvectors vₖ of G = g(xⱼ, xₖ)/K for K points: the basis in which every fit is a filter.</summary>
public sealed class KernelSpectrum
{
    private readonly SymmetricEigen _eigen;

    /// <summary>Decomposes a Gram matrix. Costs about 6K³ flops.</summary>
    /// <param name="gram">g(xⱼ, xₖ), shape (K, K), row by row; the lower triangle is read.</param>
    /// <param name="points">K, at least 1.</param>
    /// <exception cref="ArgumentException">It is not positive definite beyond rounding: points repeat, or lie where the kernel vanishes.</exception>
    public KernelSpectrum(ReadOnlySpan<double> gram, int points)
    {
        _eigen = new SymmetricEigen(points);
        _eigen.Decompose(gram, points, points);
        Values = [.. _eigen.Values.ToArray().Select(value => value / points)];
        if (!(Values[0] > points * double.BitIncrement(1) * Values[^1] - (points * Values[^1])))
            throw new ArgumentException($"The Gram matrix has eigenvalues from {_eigen.Values[0]} to {_eigen.Values[^1]}; fits need a positive definite one. Leave out points that repeat, or where the kernel is 0.", nameof(gram));
    }

    /// <summary>K.</summary>
    public int Points => Values.Length;

    /// <summary>dₖ, ascending, all above 0.</summary>
    public ImmutableArray<double> Values { get; }

    /// <summary>κ = d_max/d_min.</summary>
    public double Condition => Values[^1] / Values[0];

    /// <summary>z = Vy: row k is vₖ·y for each output. Costs 2K² flops an output.</summary>
    /// <param name="y">Shape (K, m).</param>
    /// <param name="outputs">m.</param>
    /// <returns>Shape (K, m).</returns>
    public double[] ToBasis(ReadOnlySpan<double> y, int outputs)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, Points * outputs);
        var z = new double[y.Length];
        for (var k = 0; k < Points; k++)
        {
            var vector = _eigen.Vector(k);
            var row = z.AsSpan(k * outputs, outputs);
            for (var j = 0; j < Points; j++) AddScaled(vector[j], y.Slice(j * outputs, outputs), row);
        }

        return z;
    }

    /// <summary>y = Vᵀz, the inverse of <see cref="ToBasis"/>.</summary>
    /// <param name="z">Shape (K, m).</param>
    /// <param name="outputs">m.</param>
    /// <returns>Shape (K, m).</returns>
    public double[] FromBasis(ReadOnlySpan<double> z, int outputs)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(z.Length, Points * outputs);
        var y = new double[z.Length];
        for (var k = 0; k < Points; k++)
        {
            var vector = _eigen.Vector(k);
            var row = z.Slice(k * outputs, outputs);
            for (var j = 0; j < Points; j++) AddScaled(vector[j], row, y.AsSpan(j * outputs, outputs));
        }

        return y;
    }

    /// <summary>y ← y + a·x for rows of a few numbers, where a kernel would spend more on starting.</summary>
    internal static void AddScaled(double a, ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] += a * x[i];
    }
}
