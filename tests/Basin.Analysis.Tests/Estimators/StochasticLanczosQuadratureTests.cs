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
