using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;

namespace Basin.Numerics.Tests.LinearAlgebra;

public sealed class CholeskyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public void Solutions_solve(int n)
    {
        var rows = new double[n * (n + 3)];
        new Seed(1).Stream("rows").FillGaussian<double>(rows);
        var matrix = new double[n * n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) matrix[(i * n) + j] = Vectors.Dot<double>(rows.AsSpan(i * (n + 3), n + 3), rows.AsSpan(j * (n + 3), n + 3));
        double[] wanted = [.. Enumerable.Range(1, n).Select(i => 1.0 / i)], x = new double[n];
        for (var i = 0; i < n; i++) x[i] = Vectors.Dot<double>(matrix.AsSpan(i * n, n), wanted);
        var cholesky = new Cholesky(n);
        Assert.True(cholesky.Factor(matrix));
        cholesky.Solve(x);
        for (var i = 0; i < n; i++) Assert.Equal(wanted[i], x[i], 1e-9);
    }

    [Fact]
    public void Indefinite_matrices_and_NaN_have_no_factor()
    {
        var cholesky = new Cholesky(2);
        Assert.False(cholesky.Factor([1, 2, 2, 1]));
        Assert.False(cholesky.Factor([double.NaN, 0, 0, 1]));
        Assert.True(cholesky.Factor([2, 1, 1, 2]));
    }
}
