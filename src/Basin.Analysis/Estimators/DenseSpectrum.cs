using System.Numerics;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Threading;

namespace Basin.Analysis.Estimators;

/// <summary>Whole spectra, where the dimension allows them.</summary>
public static class DenseSpectrum
{
    /// <summary>The largest dimension for which the decomposition takes some two seconds of one core.</summary>
    public const int LargestDimension = 3000;

    /// <summary>Multiplies out an operator and finds its eigenvalues.</summary>
    /// <param name="a">Shape (n, n).</param>
    /// <param name="workers">Threads for the decomposition; the calling thread alone when null.</param>
    /// <param name="block">Products at once.</param>
    /// <param name="progress">Told after every block of products.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    /// <exception cref="ArithmeticException">A product contained NaN or infinity.</exception>
    public static DenseSpectrum<T> Of<T>(
        SymmetricOperator<T> a, Workers? workers = null, int block = 16, IProgress<ProbeProgress>? progress = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var matrix = new DenseMatrix(a.Dimension);
        matrix.Fill(a, Math.Min(block, a.Dimension), progress, cancellationToken);
        return new DenseSpectrum<T>(a, matrix, workers);
    }
}
