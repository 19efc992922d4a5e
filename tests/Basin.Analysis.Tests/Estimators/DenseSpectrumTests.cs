using Basin.Analysis.Estimators;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Testing.LinearAlgebra;

namespace Basin.Analysis.Tests.Estimators;

public sealed class DenseSpectrumTests
{
    private static readonly double[] _eigenvalues = [.. Spectra.Network(150, new Seed(51).Stream("spectrum")).Order()];
    private static readonly double[,] _dense = Dense.WithSpectrum(_eigenvalues, new Seed(51).Stream("dense"));

    [Fact]
    public void Everything_is_exact_and_costs_a_product_a_dimension()
    {
        var a = new Counting<double>(Dense.Operator<double>(_dense));
        using var spectrum = DenseSpectrum.Of(a, block: 7);
        Assert.Equal((150L, 150), (a.Products, spectrum.Products));
        Assert.All(spectrum.Eigenvalues.Zip(_eigenvalues), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        AssertExact(_eigenvalues.Sum(), spectrum.Trace);
        AssertExact(Dense.FrobeniusNorm(_dense), spectrum.FrobeniusNorm);
        AssertExact(_eigenvalues.Sum(x => x * x * x), spectrum.Density.Trace(x => x * x * x));
        AssertExact(_eigenvalues.Sum(x => double.LogP1(0.1 * x)), spectrum.Density.Trace(SpectralFunction.LogOnePlus(0.1)));
        AssertExact(_eigenvalues.Count(x => x <= 0.1) / 150.0, spectrum.Density.Below(0.1));
        for (var i = 0; i < 150; i++) Assert.Equal(_dense[i, i], spectrum.Diagonal[i], 1e-12);
        Assert.InRange(spectrum.Asymmetry, 0, 1e-14);
    }

    [Fact]
    public void Eigenpairs_have_measured_residuals_and_can_be_deflated()
    {
        var a = Dense.Operator<float>(_dense);
        using var spectrum = DenseSpectrum.Of(a);
        var pairs = spectrum.Pairs(5, 2);
        Assert.Equal((157, LanczosStop.Complete), (pairs.Products, pairs.Stop));
        Assert.Equal(_eigenvalues[^5..].Reverse(), pairs.Top.Select(pair => pair.Value), (x, y) => Math.Abs(x - y) < 1e-5);
        Assert.Equal(_eigenvalues[..2], pairs.Bottom.Select(pair => pair.Value), (x, y) => Math.Abs(x - y) < 1e-5);
        Assert.All(pairs.Top.Zip(pairs.TopVectors), pair => Assert.Equal(Dense.Residual(a, pair.First.Value, pair.Second), pair.First.Residual, 1e-6));
        Assert.All(pairs.Top.Concat(pairs.Bottom), pair => Assert.InRange(pair.Residual, 0, 1e-5));
        var trace = Hutchinson.Trace(a, new ProbeOptions { ExactDimension = 0 }, new Seed(51).Stream("probes"), pairs);
        Assert.InRange((trace.Value - _eigenvalues.Sum()) / trace.StandardError, -4, 4);
    }

    [Fact]
    public void An_operator_that_is_not_symmetric_is_measured_and_one_that_is_not_finite_refused()
    {
        using var spectrum = DenseSpectrum.Of(new Skewed(Dense.Operator<double>(_dense)));
        Assert.Equal(0.5 / _dense.Cast<double>().Max(Math.Abs), spectrum.Asymmetry, 0.1);
        var broken = new Shifted<double>(Dense.Operator<double>(_dense), double.NaN);
        Assert.Contains("Product 1 contained NaN", Assert.Throws<ArithmeticException>(() => DenseSpectrum.Of(broken)).Message, StringComparison.Ordinal);
    }

    private static void AssertExact(double truth, Estimate estimate)
    {
        Assert.Equal(truth, estimate.Value, 1e-11 * Math.Max(1, Math.Abs(truth)));
        Assert.Equal((0.0, 150), (estimate.StandardError, estimate.Products));
    }

    private sealed class Skewed(SymmetricOperator<double> inner) : SymmetricOperator<double>(inner.Dimension)
    {
        protected override void MultiplyCore(ReadOnlySpan<double> x, Span<double> y, CancellationToken cancellationToken)
        {
            inner.Multiply(x, y, cancellationToken);
            y[3] += 0.5 * x[70];
        }
    }
}
