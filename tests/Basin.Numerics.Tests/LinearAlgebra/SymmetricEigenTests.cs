using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Testing.LinearAlgebra;

namespace Basin.Numerics.Tests.LinearAlgebra;

public sealed class SymmetricEigenTests
{
    public static TheoryData<string> Names => [.. Spectra.Small.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Finds_the_spectrum_the_matrix_was_made_with(string name)
    {
        var spectrum = Spectra.Small[name].Order().ToArray();
        var (eigen, matrix) = Decompose(spectrum);
        var scale = spectrum.Max(Math.Abs);
        for (var i = 0; i < spectrum.Length; i++) Assert.InRange(eigen.Values[i] - spectrum[i], -1e-13 * scale, 1e-13 * scale);
        var oracle = Dense.Eigenvalues(matrix);
        for (var i = 0; i < spectrum.Length; i++) Assert.InRange(eigen.Values[i] - oracle[i], -1e-13 * scale, 1e-13 * scale);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Vectors_are_orthonormal_and_satisfy_their_equation(string name)
    {
        var spectrum = Spectra.Small[name];
        var (eigen, matrix) = Decompose(spectrum);
        var scale = spectrum.Max(Math.Abs);
        for (var i = 0; i < spectrum.Length; i++)
        {
            var v = eigen.Vector(i).ToArray();
            for (var j = 0; j <= i; j++) Assert.Equal(i == j ? 1 : 0, Vectors.Dot(eigen.Vector(j), v), 1e-12);
            var av = Dense.Multiply(matrix, v);
            for (var k = 0; k < v.Length; k++) Assert.InRange(av[k] - (eigen.Values[i] * v[k]), -1e-13 * scale, 1e-13 * scale);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Last_elements_agree_with_those_of_the_full_vectors(string name)
    {
        var spectrum = Spectra.Small[name].Distinct().ToArray();
        var (eigen, matrix) = Decompose(spectrum);
        var full = Enumerable.Range(0, spectrum.Length).Select(i => Math.Abs(eigen.LastElement(i))).ToArray();
        var values = eigen.Values.ToArray();
        eigen.DecomposeLast([.. matrix.Cast<double>()], spectrum.Length, spectrum.Length);
        Assert.Equal(values, eigen.Values.ToArray());

        // Near neighbours share their vectors' directions up to rounding over the gap.
        var tolerance = name == "clustered" ? 1e-7 : 1e-11;
        for (var i = 0; i < full.Length; i++) Assert.Equal(full[i], Math.Abs(eigen.LastElement(i)), tolerance);
    }

    [Fact]
    public void Reads_the_corner_of_a_wider_array()
    {
        var eigen = new SymmetricEigen(4);
        eigen.Decompose([2, 99, 99, 1, 2, 99], 2, 3);
        Assert.Equal(1, eigen.Values[0], 1e-14);
        Assert.Equal(3, eigen.Values[1], 1e-14);
    }

    [Fact]
    public void Refuses_what_is_not_a_number() => Assert.Contains(
        "(1, 0) is NaN",
        Assert.Throws<ArgumentException>(() => new SymmetricEigen(2).Decompose([1, 0, double.NaN, 1], 2, 2)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Does_not_hand_out_vectors_it_did_not_compute()
    {
        var eigen = new SymmetricEigen(2);
        eigen.DecomposeLast([1, 0, 0, 1], 2, 2);
        Assert.Contains("call Decompose", Assert.Throws<InvalidOperationException>(() => eigen.Vector(0)).Message, StringComparison.Ordinal);
    }

    private static (SymmetricEigen Eigen, double[,] Matrix) Decompose(double[] spectrum)
    {
        var matrix = Dense.WithSpectrum(spectrum, new Seed(3).Stream("dense"));
        var eigen = new SymmetricEigen(spectrum.Length + 2);
        eigen.Decompose([.. matrix.Cast<double>()], spectrum.Length, spectrum.Length);
        return (eigen, matrix);
    }
}
