using System.Numerics;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Testing.LinearAlgebra;

namespace Basin.Numerics.Tests.LinearAlgebra;

public sealed class LanczosTests
{
    public static TheoryData<string, int, int, int?> Small
    {
        get
        {
            var rows = new TheoryData<string, int, int, int?>();
            foreach (var name in Spectra.Small.Keys)
            {
                rows.Add(name, 1, 0, null);
                rows.Add(name, 0, 2, null);
                rows.Add(name, 5, 5, null);
                rows.Add(name, 100, 100, null);
                rows.Add(name, 4, 2, 12);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void Finds_the_ends_of_any_small_spectrum_with_every_copy(string name, int top, int bottom, int? subspace)
    {
        var spectrum = Spectra.Small[name].Order().ToArray();
        var a = Dense.Operator<double>(Dense.WithSpectrum(spectrum, new Seed(5).Stream("dense")));

        // Twelve vectors cannot tell neighbours at 1e-7 apart in any reasonable time, and need not.
        var tolerance = subspace is null ? 1e-9 : 1e-5;
        var options = new LanczosOptions { Top = top, Bottom = bottom, Tolerance = tolerance, Subspace = subspace, FindCopies = true, MaxProducts = 2000 };
        var result = Lanczos.Solve(a, options, new Seed(5).Stream("start"));
        var scale = spectrum.Max(Math.Abs);

        Assert.True(result.Converged, result.Advice);
        AssertValues(spectrum.Reverse().Take(top), result.Top, 2 * tolerance * scale);
        AssertValues(spectrum.Take(bottom), result.Bottom, 2 * tolerance * scale);
        AssertHonest(a, result.Top, result.TopVectors, 1e-13 * scale);
        AssertHonest(a, result.Bottom, result.BottomVectors, 1e-13 * scale);
        AssertOrthonormal(result.TopVectors, 1e-10);
        AssertOrthonormal(result.BottomVectors, 1e-10);
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void Float32_finds_the_same_ends_to_its_own_rounding(string name, int top, int bottom, int? subspace)
    {
        var spectrum = Spectra.Small[name].Order().ToArray();
        if (name is "huge" or "tiny") spectrum = [.. spectrum.Select(value => value / spectrum.Max(Math.Abs))];
        var a = Dense.Operator<float>(Dense.WithSpectrum(spectrum, new Seed(5).Stream("dense")));
        var options = new LanczosOptions { Top = top, Bottom = bottom, Tolerance = 1e-4, Subspace = subspace, FindCopies = true, MaxProducts = 2000 };
        var result = Lanczos.Solve(a, options, new Seed(5).Stream("start"));
        var scale = spectrum.Max(Math.Abs);

        Assert.True(result.Converged, result.Advice);
        AssertValues(spectrum.Reverse().Take(top), result.Top, 2e-4 * scale);
        AssertValues(spectrum.Take(bottom), result.Bottom, 2e-4 * scale);
        AssertHonest(a, result.Top, result.TopVectors, 2e-6 * scale);
        AssertOrthonormal(result.TopVectors, 1e-5);
    }

    [Fact]
    public void Ten_outliers_of_a_network_cost_at_most_35_products()
    {
        var spectrum = Spectra.Network(20_000, new Seed(1).Stream("spectrum"));
        for (var trial = 0; trial < 5; trial++)
        {
            var a = new Counting<double>(new SpectralOperator<double>(spectrum, new Seed(1).Stream("mirror", trial)));
            var result = Lanczos.Solve(a, new LanczosOptions { Top = 10 }, new Seed(1).Stream("start", trial));
            Assert.Equal(LanczosStop.Converged, result.Stop);
            Assert.Equal(a.Products, result.Products);
            Assert.InRange(result.Products, 10, 35);
            AssertValues(spectrum.OrderDescending().Take(10), result.Top, 5e-5 * 10);
        }
    }

    private static void AssertValues(IEnumerable<double> expected, IReadOnlyList<Eigenvalue> actual, double tolerance)
    {
        Assert.Equal(expected.Count(), actual.Count);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second.Value - pair.First, -tolerance, tolerance));
    }

    // A reported residual is never smaller than the true one by more than rounding, nor larger by much.
    private static void AssertHonest<T>(SymmetricOperator<T> a, IReadOnlyList<Eigenvalue> values, IReadOnlyList<T[]> vectors, double rounding)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < values.Count; i++)
            Assert.InRange(Dense.Residual(a, values[i].Value, vectors[i]), 0, (1.01 * values[i].Residual) + rounding);
    }

    private static void AssertOrthonormal<T>(IReadOnlyList<T[]> vectors, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < vectors.Count; i++)
            for (var j = 0; j <= i; j++)
                Assert.Equal(i == j ? 1 : 0, Vectors.Dot<T>(vectors[i], vectors[j]), tolerance);
    }
}
