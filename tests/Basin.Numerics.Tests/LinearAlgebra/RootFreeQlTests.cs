using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;

namespace Basin.Numerics.Tests.LinearAlgebra;

public sealed class RootFreeQlTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Second_differences_have_the_eigenvalues_of_the_sine_transform(int n)
    {
        var values = Run(Enumerable.Repeat(2.0, n), Enumerable.Repeat(-1.0, n));
        for (var k = 0; k < n; k++) Assert.Equal(2 - (2 * Math.Cos((k + 1) * Math.PI / (n + 1))), values[k], 2e-14);
    }

    // Neighbours agree to fourteen digits, though no element beside the diagonal is small.
    [Fact]
    public void The_pairs_of_Wilkinsons_matrix_are_found()
    {
        var values = Run(Enumerable.Range(-10, 21).Select(i => (double)Math.Abs(i)), Enumerable.Repeat(1.0, 21));
        Assert.Equal(10.746194182903393, values[20], 1e-13);
        Assert.Equal(10.746194182903322, values[19], 1e-13);
        Assert.Equal(-1.125441522119985, values[0], 1e-13);
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e-320)]
    [InlineData(1)]
    [InlineData(1e300)]
    public void Neither_large_nor_small_matrices_overflow(double scale)
    {
        var values = Run([0, 0, 0], [scale, scale, 0]);
        var rounding = Math.Max(1e-14, double.Epsilon / scale);
        Assert.Equal(Math.Sqrt(2), values[2] / scale, rounding);
        Assert.Equal(0, values[1] / scale, rounding);
        Assert.Equal(-Math.Sqrt(2), values[0] / scale, rounding);
    }

    [Fact]
    public void Agrees_with_the_method_that_rotates()
    {
        var random = new Seed(4).Stream("matrix");
        double[] diagonal = [.. Enumerable.Range(0, 400).Select(i => random.NextGaussian() * Math.Pow(10, -i / 40.0))];
        double[] beside = [.. Enumerable.Range(0, 400).Select(i => random.NextGaussian() * Math.Pow(10, -i / 40.0))];
        var values = Run(diagonal, beside);
        ImplicitQl.Run(diagonal, beside, new double[400], 1);
        for (var i = 0; i < 400; i++) Assert.Equal(diagonal[i], values[i], 1e-14 * diagonal.Max());
    }

    [Fact]
    public void Zeros_stay_zeros() => Assert.Equal(new double[5], Run(new double[5], new double[5]));

    private static double[] Run(IEnumerable<double> diagonal, IEnumerable<double> beside)
    {
        double[] values = [.. diagonal];
        RootFreeQl.Run(values, [.. beside]);
        return values;
    }
}
