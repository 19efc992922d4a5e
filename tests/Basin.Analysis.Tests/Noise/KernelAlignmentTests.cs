using Basin.Analysis.Noise;
using Basin.Numerics.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Basin.Analysis.Tests.Noise;

public sealed class KernelAlignmentTests
{
    [Theory]
    [InlineData(12, 7)]
    [InlineData(5, 30)]
    public void Every_number_is_that_of_the_matrices_over_parameters(int n, int p)
    {
        var (rows, residuals) = (new double[n * p], new double[n]);
        new Seed(1).Stream("rows").FillGaussian<double>(rows);
        new Seed(1).Stream("residuals").FillGaussian<double>(residuals);
        var jacobian = Matrix<double>.Build.DenseOfRowMajor(n, p, rows);
        var e = Vector<double>.Build.Dense(residuals);
        var curvature = jacobian.TransposeThisAndMultiply(jacobian) / n;
        var gradient = jacobian.TransposeThisAndMultiply(e) / n;
        var scaled = Matrix<double>.Build.DenseOfDiagonalVector(e) * jacobian;
        var noise = (scaled.TransposeThisAndMultiply(scaled) / n) - gradient.OuterProduct(gradient);
        var (twice, norm) = (e.DotProduct(e) / n, curvature.FrobeniusNorm());
        var alignment = KernelAlignment.Of((jacobian * jacobian.Transpose()).ToRowMajorArray(), residuals, p);

        Assert.Equal((noise * curvature).Trace() / (twice * norm * norm), alignment.Value, 1e-12);
        Assert.Equal((noise * curvature).Trace() / (noise.FrobeniusNorm() * norm), alignment.Cosine, 1e-12);
        Assert.Equal(noise.FrobeniusNorm() / (twice * norm), alignment.Magnitude, 1e-12);
        Assert.Equal(noise.Trace() * curvature.Trace() / (p * twice * norm * norm), alignment.IsotropicControl, 1e-12);
        Assert.Equal(norm, alignment.FrobeniusNorm, 1e-12);
        Assert.Equal(curvature.Evd(Symmetricity.Symmetric).EigenValues.Max(value => value.Real), alignment.Sharpness, 1e-11);
        Assert.Equal(twice / 2, alignment.Loss, 1e-13);
        Assert.InRange(alignment.Value, alignment.Lower, alignment.Upper);
    }
}
