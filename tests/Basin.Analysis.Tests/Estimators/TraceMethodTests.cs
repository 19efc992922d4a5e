using Basin.Analysis.Estimators;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Testing.LinearAlgebra;

namespace Basin.Analysis.Tests.Estimators;

/// <summary>What every way to estimate a trace must do: one row each.</summary>
public sealed class TraceMethodTests
{
    private const int Dimension = 220;

    public static TheoryData<TraceMethod> Methods => [.. Enum.GetValues<TraceMethod>()];

    [Theory, MemberData(nameof(Methods))]
    public void It_stops_on_the_standard_error_within_the_tolerance_and_counts_every_product(TraceMethod method)
    {
        var a = new Counting<double>(Operator<double>());
        var trace = Trace(method, a, new ProbeOptions { MaxProbes = 200, RelativeTolerance = 0.1, ExactDimension = 0 });
        Assert.Equal(a.Products, trace.Products);
        Assert.InRange(trace.Products, 2, 199);
        Assert.InRange(trace.StandardError, 1e-6, 0.1 * trace.Value);
        Assert.InRange((trace.Value - Spectrum.Sum()) / trace.StandardError, -4, 4);
    }

    [Theory, MemberData(nameof(Methods))]
    public void It_never_spends_more_than_its_budget(TraceMethod method)
    {
        var a = new Counting<double>(Operator<double>());
        foreach (var budget in new[] { 4, 13, 50, 51, 52 })
        {
            var before = a.Products;
            var trace = Trace(method, a, new ProbeOptions { MaxProbes = budget, RelativeTolerance = 0, ExactDimension = 0 });
            Assert.InRange(a.Products - before, budget - 1, budget);
            Assert.Equal(a.Products - before, trace.Products);
        }
    }

    [Theory, MemberData(nameof(Methods))]
    public void The_same_seed_gives_the_same_bits_whatever_the_block_size_and_float32_agrees_to_its_rounding(TraceMethod method)
    {
        var options = new ProbeOptions { MinProbes = 40, MaxProbes = 40, RelativeTolerance = 0, ExactDimension = 0, BlockSize = 4 };
        var trace = Trace(method, Operator<double>(), options);
        Assert.Equal(trace, Trace(method, Operator<double>(), options));
        if (method != TraceMethod.HutchPlusPlus) Assert.Equal(trace.Value, Trace(method, Operator<double>(), options with { BlockSize = 1 }).Value, 1e-9);
        Assert.Equal(trace.Value, Trace(method, Operator<float>(), options).Value, 1e-3);
    }

    [Theory, MemberData(nameof(Methods))]
    public void A_small_operator_is_summed_exactly_and_the_zero_operator_has_trace_zero(TraceMethod method)
    {
        var small = Dense.Gaussian(30, new Seed(1).Stream("dense"));
        Assert.Equal(Dense.Trace(small), Trace(method, Dense.Operator<double>(small), new ProbeOptions()).Value, 1e-11);
        var zero = Trace(method, Dense.Operator<float>(new double[Dimension, Dimension]), new ProbeOptions());
        Assert.Equal((0.0, 0.0), (zero.Value, zero.StandardError));
    }

    [Theory]
    [InlineData(TraceMethod.HutchPlusPlus)]
    [InlineData(TraceMethod.XTrace)]
    public void A_low_rank_is_exact_once_the_sketch_holds_it(TraceMethod method)
    {
        double[] spectrum = [9, 4, -3, 2, .. new double[Dimension - 4]];
        var a = Dense.Operator<double>(Dense.WithSpectrum(spectrum, new Seed(7).Stream("dense")));
        var trace = Trace(method, a, new ProbeOptions { MaxProbes = 60, RelativeTolerance = 1e-10 });
        Assert.Equal(12, trace.Value, 1e-9);
        Assert.InRange(trace.StandardError, 0, 1e-9);
    }

    [Fact]
    public void A_sketch_needs_fewer_products_than_signs_alone_where_outliers_are_unknown_and_hardly_more_where_there_are_none()
    {
        var options = new ProbeOptions { MaxProbes = 2000, RelativeTolerance = 0.01, ExactDimension = 0 };
        double[] outliers = [.. Enumerable.Range(1, 400).Select(i => 10 * Math.Pow(0.7, i) + 0.001)];
        var a = Dense.Operator<double>(Dense.WithSpectrum(outliers, new Seed(7).Stream("dense")));
        var signs = Trace(TraceMethod.Hutchinson, a, options).Products;
        Assert.InRange(Trace(TraceMethod.HutchPlusPlus, a, options).Products, 1, signs / 5);
        Assert.InRange(Trace(TraceMethod.XTrace, a, options).Products, 1, signs / 5);

        double[] flat = [.. Enumerable.Range(0, 400).Select(i => 1.0 + (i % 3))];
        var b = Dense.Operator<double>(Dense.WithSpectrum(flat, new Seed(7).Stream("dense")));
        Assert.InRange(Trace(TraceMethod.HutchPlusPlus, b, options).Products - Trace(TraceMethod.Hutchinson, b, options).Products, -20, 20);
    }

    private static double[] Spectrum { get; } = Spectra.Network(Dimension, new Seed(5).Stream("spectrum"));

    private static Estimate Trace<T>(TraceMethod method, SymmetricOperator<T> a, ProbeOptions options)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => method.Trace(a, options, new Seed(5).Stream("probes"));

    private static DenseSymmetric<T> Operator<T>()
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => Dense.Operator<T>(Dense.WithSpectrum(Spectrum, new Seed(5).Stream("dense")));
}
