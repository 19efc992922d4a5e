using Basin.Analysis.Estimators;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Testing.LinearAlgebra;

namespace Basin.Analysis.Tests.Estimators;

public sealed class DiagonalTests
{
    [Fact]
    public void A_small_operator_gives_its_diagonal_exactly()
    {
        var dense = Dense.Gaussian(30, new Seed(1).Stream("dense"));
        var a = new Counting<double>(Dense.Operator<double>(dense));
        var diagonal = Diagonal.Of(a, new ProbeOptions { BlockSize = 7 }, Probes());
        Assert.Equal((ProbeStop.Exact, 30L, 30, 0.0), (diagonal.Stop, a.Products, diagonal.Products, diagonal.RelativeError));
        for (var i = 0; i < 30; i++) Assert.Equal(dense[i, i], diagonal.Values[i], 1e-12);
    }

    [Fact]
    public void It_stops_when_the_whole_diagonal_is_precise_and_says_how_precise()
    {
        double[] spectrum = [.. Enumerable.Range(0, 200).Select(i => 5.0 + (i % 3))];
        var dense = Dense.WithSpectrum(spectrum, new Seed(2).Stream("dense"));
        var diagonal = Diagonal.Of(Dense.Operator<float>(dense), new ProbeOptions { RelativeTolerance = 0.03, BlockSize = 4 }, Probes());
        Assert.Equal(ProbeStop.Precise, diagonal.Stop);
        Assert.InRange(diagonal.RelativeError, 0.005, 0.03);
        var error = Math.Sqrt(diagonal.Values.Select((value, i) => Math.Pow(value - dense[i, i], 2)).Sum());
        Assert.InRange(error / Math.Sqrt(diagonal.StandardErrors.Sum(e => e * e)), 0.7, 1.4);
    }

    [Fact]
    public void Known_eigenpairs_cut_the_errors_and_running_out_is_said()
    {
        var dense = Dense.WithSpectrum(Spectra.Network(200, new Seed(6).Stream("spectrum")), new Seed(6).Stream("dense"));
        var a = Dense.Operator<double>(dense);
        var known = Lanczos.Solve(a, new LanczosOptions { Top = 10 }, new Seed(6).Stream("lanczos"));
        var options = new ProbeOptions { MaxProbes = 40, RelativeTolerance = 0.001 };
        var (plain, deflated) = (Diagonal.Of(a, options, Probes()), Diagonal.Of(a, options, Probes(), known));
        Assert.Equal((ProbeStop.OutOfProbes, 40), (plain.Stop, plain.Products));
        Assert.InRange(deflated.RelativeError, 0, plain.RelativeError / 3);
    }

    [Fact]
    public void A_product_that_is_not_a_number_is_an_error_that_says_so()
    {
        var a = new Shifted<double>(Dense.Operator<double>(Dense.Gaussian(200, new Seed(1).Stream("dense"))), double.NaN);
        Assert.Contains("Product 1 contained NaN", Assert.Throws<ArithmeticException>(() => Diagonal.Of(a, new ProbeOptions(), Probes())).Message, StringComparison.Ordinal);
        Assert.Contains("contained NaN", Assert.Throws<ArithmeticException>(() => XTrace.Trace(a, new ProbeOptions(), Probes())).Message, StringComparison.Ordinal);
        Assert.Equal(ProbeStop.NotFinite, HutchPlusPlus.TraceAndFrobenius(a, new ProbeOptions(), Probes()).Stop);
    }

    private static RandomSource Probes() => new Seed(9).Stream("probes");
}
