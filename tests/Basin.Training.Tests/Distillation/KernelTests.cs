using Basin.Training.Distillation;

namespace Basin.Training.Tests.Distillation;

public sealed class KernelTests
{
    private static double Bend(double x, double at) => new BendingKernel().Between([x], [at]);

    [Fact]
    public void The_bending_kernel_inverts_the_fourth_derivative_on_its_eigenfunctions()
    {
        // (sin nπx)⁗ = (nπ)⁴ sin nπx, and sin nπx and its second derivative are 0 at both ends. The trapezoidal rule is exact to (1/N)⁴ here.
        const int Grid = 2000;
        foreach (var n in new[] { 1, 2, 5 })
        {
            foreach (var x in new[] { 0.13, 0.5, 0.9 })
            {
                var sum = Enumerable.Range(0, Grid + 1).Sum(i => Bend(x, i / (double)Grid) * Math.Sin(n * Math.PI * i / Grid) / Grid);
                Assert.Equal(Math.Sin(n * Math.PI * x) / Math.Pow(n * Math.PI, 4), sum, 1e-10);
            }
        }
    }

    [Fact]
    public void Kernels_are_symmetric_and_the_bending_kernel_is_zero_at_the_ends()
    {
        Assert.Equal(Bend(0.3, 0.8), Bend(0.8, 0.3), 1e-16);
        Assert.Equal(0, Bend(0, 0.4), 1e-16);
        Assert.Equal(0, Bend(1, 0.4), 1e-16);
        Assert.Equal(0, Bend(0.4, 1), 1e-16);
        Assert.Equal(0, Bend(0.4, 0), 1e-16);
    }

    [Fact]
    public void The_gaussian_kernel_falls_to_its_inflection_at_its_width()
    {
        var kernel = new GaussianKernel(2);
        Assert.Equal(1, kernel.Between([1, 5], [1, 5]));
        Assert.Equal(Math.Exp(-0.5), kernel.Between([1, 5], [1, 7]), 1e-15);
        Assert.Equal(Math.Exp(-25 / 8.0), kernel.Between([0, 0], [3, 4]), 1e-15);
        Assert.Throws<ArgumentOutOfRangeException>(() => new GaussianKernel(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => kernel.Between([1, 2], [1]));
    }

    [Fact]
    public void A_matrix_has_a_row_a_point()
    {
        var matrix = new GaussianKernel(1).Matrix([0, 0, 3, 4], [0, 0, 0, 1, 3, 4], 2);
        Assert.Equal(6, matrix.Length);
        Assert.Equal([1, 1], new[] { matrix[0], matrix[5] });
        Assert.Equal(Math.Exp(-0.5), matrix[1], 1e-15);
        Assert.Equal(Math.Exp(-9), matrix[4], 1e-15);
    }

    [Fact]
    public void A_point_at_an_end_makes_the_gram_matrix_singular_and_is_refused()
    {
        double[] points = [0, 0.25, 0.5];
        var gram = new BendingKernel().Matrix(points, points, 1);
        Assert.Contains("positive definite", Assert.Throws<ArgumentException>(() => new KernelSpectrum(gram, 3)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_basis_keeps_lengths_and_goes_back()
    {
        double[] points = [0.1, 0.3, 0.6, 0.7];
        var spectrum = new KernelSpectrum(new BendingKernel().Matrix(points, points, 1), 4);
        double[] y = [1, -2, 3, 0.5, 0.25, 7, -1, 2];
        var z = spectrum.ToBasis(y, 2);
        Assert.Equal(y.Sum(a => a * a), z.Sum(a => a * a), 1e-12);
        Assert.All(spectrum.FromBasis(z, 2).Zip(y), pair => Assert.Equal(pair.Second, pair.First, 1e-13));
        Assert.Equal(spectrum.Values.Order(), spectrum.Values);
    }
}
