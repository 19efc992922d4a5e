using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Testing.LinearAlgebra;

namespace Basin.Numerics.Tests.LinearAlgebra;

public sealed class DenseEigenTests
{
    public static TheoryData<string> SpectraNames => [.. Spectra.Small.Keys];

    [Theory, MemberData(nameof(SpectraNames))]
    public void Values_and_vectors_are_those_of_the_matrix(string name)
    {
        var spectrum = Spectra.Small[name];
        var dense = Dense.WithSpectrum(spectrum, new Seed(31).Stream("dense"));
        Check(dense, [.. spectrum.Order()]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(33)]
    [InlineData(34)]
    [InlineData(131)]
    [InlineData(300)]
    public void Every_size_agrees_with_MathNet(int n)
    {
        var dense = Dense.Gaussian(n, new Seed(32).Stream("dense"));
        Check(dense, Dense.Eigenvalues(dense));
    }

    [Fact]
    public void A_matrix_of_low_rank_keeps_its_zeros()
    {
        double[] spectrum = [.. Enumerable.Range(1, 20).Select(i => (double)i), .. new double[480]];
        var dense = Dense.WithSpectrum(spectrum, new Seed(33).Stream("dense"));
        using var eigen = Decompose(dense);
        Assert.All(eigen.Values.Zip(spectrum.Order()), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
    }

    // Dead units leave rows of numbers far below the rounding of the rest, some below the smallest normal number.
    [Theory]
    [InlineData(1e-20)]
    [InlineData(1e-170)]
    [InlineData(1e-310)]
    public void Elements_far_below_the_rounding_of_the_rest_do_not_hold_it_up(double tiny)
    {
        const int Size = 200;
        var random = new Seed(35).Stream("dense");
        var dense = new double[Size, Size];
        for (var i = 0; i < Size; i++)
            for (var j = 0; j <= i; j++)
                dense[i, j] = dense[j, i] = (i < 5 && j < 5 ? 1 : tiny) * random.NextGaussian();
        var corner = new double[5, 5];
        for (var i = 0; i < 25; i++) corner[i / 5, i % 5] = dense[i / 5, i % 5];
        using var eigen = Decompose(dense);
        double[] expected = [.. Dense.Eigenvalues(corner), .. new double[Size - 5]];
        Assert.All(eigen.Values.Zip(expected.Order()), pair => Assert.Equal(pair.Second, pair.First, 1e-13));
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        var dense = Dense.Gaussian(400, new Seed(34).Stream("dense"));
        using var workers = new Workers(3);
        using var alone = Decompose(dense);
        using var shared = Decompose(dense, workers);
        Assert.Equal(alone.Values, shared.Values);
        Assert.Equal(alone.Vectors(390, 10)[3], shared.Vectors(390, 10)[3]);
    }

    [Fact]
    public void What_is_not_finite_is_refused() => Assert.Contains(
        "Row 1 contains NaN",
        Assert.Throws<ArgumentException>(() => Decompose(new double[,] { { 1, double.NaN }, { double.NaN, 1 } })).Message,
        StringComparison.Ordinal);

    private static void Check(double[,] dense, double[] expected)
    {
        var n = expected.Length;
        var scale = Math.Max(expected.Max(Math.Abs), 1e-300);
        using var eigen = Decompose(dense);
        for (var i = 0; i < n; i++) Assert.InRange((eigen.Values[i] - expected[i]) / scale, -1e-13, 1e-13);
        var vectors = eigen.Vectors(0, n);
        for (var i = 0; i < n; i++)
        {
            var product = Dense.Multiply(dense, vectors[i]);
            for (var j = 0; j < n; j++) Assert.InRange((product[j] - (eigen.Values[i] * vectors[i][j])) / scale, -1e-12, 1e-12);
            for (var j = 0; j <= i; j++) Assert.Equal(i == j ? 1 : 0, vectors[i].Zip(vectors[j], (x, y) => x * y).Sum(), 1e-9);
        }
    }

    private static DenseEigen Decompose(double[,] dense, Workers? workers = null)
    {
        var buffer = new NativeBuffer<double>(dense.Length);
        dense.Cast<double>().ToArray().CopyTo(buffer.Span);
        return new DenseEigen(buffer, dense.GetLength(0), workers);
    }
}
