using Basin.Analysis.Estimators;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Testing.LinearAlgebra;

namespace Basin.Analysis.Tests.Estimators;

public sealed class StochasticLanczosQuadratureTests
{
    private static readonly double[] Spectrum = [9, 5, .. Enumerable.Range(0, 148).Select(i => 0.5 + (i / 148.0))];

    [Fact]
    public void Traces_of_functions_hold_the_truth_in_their_intervals()
    {
        var a = Operator();
        AssertCovers(x => x, a);
        AssertCovers(x => x * x, a);
        AssertCovers(Math.Log, a);
    }

    [Fact]
    public void The_first_two_moments_are_those_of_Hutchinson_on_the_same_signs()
    {
        var a = Operator();
        var density = StochasticLanczosQuadrature.Measure(a, new QuadratureOptions { Probes = 12, Steps = 20 }, Signs(0));
        var fixedProbes = new ProbeOptions { MinProbes = 12, MaxProbes = 12, RelativeTolerance = 0, ExactDimension = 0 };
        var moments = Hutchinson.TraceAndFrobenius(a, fixedProbes, Signs(0));
        Assert.Equal(moments.Trace.Value, density.Trace(x => x).Value, 1e-9);
        Assert.Equal(moments.Trace.StandardError, density.Trace(x => x).StandardError, 1e-9);
        Assert.Equal(Math.Pow(moments.FrobeniusNorm.Value, 2), density.Trace(x => x * x).Value, 1e-9);
    }

    [Fact]
    public void The_density_counts_eigenvalues_and_integrates_to_one()
    {
        var density = StochasticLanczosQuadrature.Measure(Operator(), new QuadratureOptions { Probes = 40, Steps = 60 }, Signs(0));
        var below = density.Below(3);
        Assert.InRange((below.Value - (148.0 / 150)) / below.StandardError, -4, 4);
        const double step = 0.01;
        var mass = Enumerable.Range(-100, 1300).Sum(i => density.At(i * step, 0.1).Value * step);
        Assert.Equal(1, mass, 1e-6);
        Assert.Equal(9, density.Range.Largest, 1e-8);
        Assert.InRange(density.Range.Smallest, 0.5, 0.51);
    }

    [Fact]
    public void The_price_is_the_products_really_done()
    {
        var a = new Counting<double>(Operator());
        var reports = new List<ProbeProgress>();
        var density = StochasticLanczosQuadrature.Measure(a, new QuadratureOptions { Probes = 3, Steps = 7 }, Signs(0), progress: new Listener(reports));
        Assert.Equal((21, 21L), (density.Products, a.Products));
        Assert.Equal(Enumerable.Range(1, 21), reports.Select(report => report.Products));
    }

    [Fact]
    public void Knowing_the_outliers_leaves_a_small_error()
    {
        var a = Operator();
        var known = Lanczos.Solve(a, new LanczosOptions { Top = 2, Tolerance = 1e-9 }, new Seed(3).Stream("lanczos"));
        var options = new QuadratureOptions { Probes = 10, Steps = 15 };
        var f = SpectralFunction.LogOnePlus(-0.1);
        var plain = StochasticLanczosQuadrature.Measure(a, options, Signs(0)).Trace(f);
        var density = StochasticLanczosQuadrature.Measure(a, options, Signs(0), known);
        Assert.Equal([5.0, 9.0], density.Known.Order().Select(value => Math.Round(value, 9)));
        Assert.InRange(density.Trace(f).StandardError, 0, plain.StandardError / 4);
        Assert.InRange((density.Trace(f).Value - Spectrum.Sum(f)) / density.Trace(f).StandardError, -3, 3);
        Assert.Equal(150, density.Trace(_ => 1).Value, 1e-9);
    }

    [Fact]
    public void Outside_the_domain_of_a_function_its_trace_is_infinite_and_never_NaN()
    {
        var density = StochasticLanczosQuadrature.Measure(Operator(), new QuadratureOptions { Probes = 3, Steps = 20 }, Signs(0));
        Assert.Equal(new Estimate(double.NegativeInfinity, 0, 60), density.Trace(SpectralFunction.LogOnePlus(-1 / 8.9)));
        Assert.True(double.IsFinite(density.Trace(SpectralFunction.LogOnePlus(-1 / 9.1)).Value));
        Assert.Equal(double.PositiveInfinity, density.Trace(SpectralFunction.Inverse(-1)).Value);
        Assert.Equal(double.PositiveInfinity, density.Trace(_ => double.NaN).Value);
        Assert.Equal(double.NegativeInfinity, new SpectralDensity(2, [], 0) { Known = [0.5, 2] }.Trace(SpectralFunction.LogOnePlus(-1)).Value);
    }

    [Fact]
    public void It_stops_on_the_standard_error_of_the_function_asked_for()
    {
        var options = new QuadratureOptions { Probes = 200, MinProbes = 5, Steps = 15, RelativeTolerance = 0.02, Function = SpectralFunction.LogOnePlus(1) };
        var density = StochasticLanczosQuadrature.Measure(Operator(), options, Signs(0));
        var trace = density.Trace(options.Function);
        Assert.InRange(density.Probes.Length, 5, 199);
        Assert.InRange(trace.StandardError, 0, 0.02 * trace.Value);
    }

    [Fact]
    public void The_band_is_the_density_at_each_point_and_covers_the_spectrum()
    {
        var density = StochasticLanczosQuadrature.Measure(Operator(), new QuadratureOptions { Probes = 5, Steps = 20 }, Signs(0));
        var band = density.Band(200, 0.1);
        Assert.Equal((200, 0.1), (band.Points.Length, band.Width));
        Assert.Equal(density.At(band.Points[50], 0.1), new Estimate(band.Density[50], band.StandardErrors[50], density.Products));
        Assert.Equal(1, band.Density.Sum() * (band.Points[1] - band.Points[0]), 2e-3);
    }

    [Fact]
    public void A_width_of_zero_is_refused() => Assert.Contains(
        "finite and above 0",
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpectralDensity(1, [new Quadrature([1], [1])], 1).At(0, 0)).Message,
        StringComparison.Ordinal);

    private static void AssertCovers(Func<double, double> f, SymmetricOperator<double> a)
    {
        var truth = Spectrum.Sum(f);
        var options = new QuadratureOptions { Probes = 30, Steps = 25 };
        var covered = Enumerable.Range(0, 100).Average(i =>
        {
            var estimate = StochasticLanczosQuadrature.Measure(a, options, Signs(i)).Trace(f);
            return Math.Abs(estimate.Value - truth) <= 1.96 * estimate.StandardError ? 1.0 : 0.0;
        });
        Assert.InRange(covered, 0.86, 1);
    }

    private static DenseSymmetric<double> Operator() => Dense.Operator<double>(Dense.WithSpectrum(Spectrum, new Seed(3).Stream("dense")));

    private static RandomSource Signs(int index) => new Seed(3).Stream("quadrature", index);

    private sealed class Listener(List<ProbeProgress> reports) : IProgress<ProbeProgress>
    {
        public void Report(ProbeProgress value) => reports.Add(value);
    }
}
