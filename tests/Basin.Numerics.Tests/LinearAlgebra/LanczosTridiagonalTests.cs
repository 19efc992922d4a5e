using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Testing.LinearAlgebra;

namespace Basin.Numerics.Tests.LinearAlgebra;

public sealed class LanczosTridiagonalTests
{
    public static TheoryData<string> Names => [.. Spectra.Small.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Quadrature_integrates_polynomials_as_the_matrix_does(string name)
    {
        var (a, start) = Case(name);
        var (nodes, weights) = Run(a, start, 6).Quadrature();
        Assert.All(weights, weight => Assert.InRange(weight, 0, 1 + 1e-12));
        Assert.Equal(1, weights.Sum(), 1e-12);
        var scale = Math.Max(Spectra.Small[name].Max(Math.Abs), double.Epsilon);
        var (power, product) = ((double[])start.Clone(), new double[start.Length]);
        var square = start.Sum(x => x * x);
        for (var degree = 1; degree <= 11; degree++)
        {
            // In units of the largest eigenvalue, so that huge ones do not overflow.
            a.Multiply(power, product);
            for (var i = 0; i < power.Length; i++) power[i] = product[i] / scale;
            var exact = Vectors.Dot<double>(start, power) / square;
            Assert.Equal(exact, nodes.Zip(weights, (node, weight) => weight * Math.Pow(node / scale, degree)).Sum(), 1e-12);
        }
    }

    [Theory]
    [InlineData("identity", 1)]
    [InlineData("rank 3", 4)]
    [InlineData("multiple", 3)]
    [InlineData("negative", 30)]
    public void An_exhausted_space_ends_the_run_with_true_eigenvalues(string name, int distinct)
    {
        var (a, start) = Case(name);
        var tridiagonal = Run(a, start, 100);
        Assert.True(tridiagonal.Exhausted);
        Assert.Equal(distinct, tridiagonal.Diagonal.Length);
        Assert.Equal(distinct - 1, tridiagonal.OffDiagonal.Length);
        var expected = Spectra.Small[name].Distinct().Order().ToArray();
        Assert.All(expected.Zip(tridiagonal.Quadrature().Nodes), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
    }

    [Fact]
    public void A_start_of_length_zero_is_refused()
    {
        var (a, start) = Case("identity");
        Assert.Contains("length 0", Assert.Throws<ArgumentException>(() => Run(a, new double[start.Length], 3)).Message, StringComparison.Ordinal);
        Assert.Contains("planned for 25", Assert.Throws<ArgumentException>(() => Run(a, new double[3], 3)).Message, StringComparison.Ordinal);
    }

    private static Tridiagonal Run(SymmetricOperator<double> a, double[] start, int steps)
    {
        using var lanczos = new LanczosTridiagonal<double>(a.Dimension, steps);
        return lanczos.Run(a, start);
    }

    private static (DenseSymmetric<double> Operator, double[] Start) Case(string name)
    {
        var start = new double[Spectra.Small[name].Length];
        new Seed(2).Stream("start").FillGaussian(start.AsSpan());
        return (Dense.Operator<double>(Dense.WithSpectrum(Spectra.Small[name], new Seed(2).Stream("dense"))), start);
    }
}
