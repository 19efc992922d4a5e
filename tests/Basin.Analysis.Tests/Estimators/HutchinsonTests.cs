using Basin.Analysis.Estimators;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Testing.LinearAlgebra;

namespace Basin.Analysis.Tests.Estimators;

public sealed class HutchinsonTests
{
    private const int Repeats = 400;

    private static ProbeOptions Fixed(int probes) => new() { MinProbes = probes, MaxProbes = probes, RelativeTolerance = 0, ExactDimension = 0 };

    [Fact]
    public void The_trace_is_unbiased_and_its_variance_is_that_of_the_formula()
    {
        const int probes = 10;
        var (a, dense) = Matrix(40);
        var values = Repeat(seed => Hutchinson.Trace(a, Fixed(probes), Probes(seed)).Value);
        var offDiagonal = Math.Pow(Dense.FrobeniusNorm(dense), 2) - Enumerable.Range(0, 40).Sum(i => dense[i, i] * dense[i, i]);
        var variance = 2 * offDiagonal / probes;

        Assert.InRange((values.Average() - Dense.Trace(dense)) / Math.Sqrt(variance / Repeats), -4, 4);
        Assert.InRange(Variance(values) / variance, 0.75, 1.25);
    }

    [Fact]
    public void The_square_of_the_Frobenius_norm_is_unbiased()
    {
        var (a, dense) = Matrix(40);
        var squares = Repeat(seed => Math.Pow(Hutchinson.FrobeniusNorm(a, Fixed(10), Probes(seed)).Value, 2));
        Assert.InRange((squares.Average() - Math.Pow(Dense.FrobeniusNorm(dense), 2)) / Math.Sqrt(Variance(squares) / Repeats), -4, 4);
    }

    [Theory]
    [InlineData(40, 30)]
    [InlineData(150, 60)]
    public void The_95_percent_interval_holds_the_truth_between_90_and_99_percent_of_the_time(int dimension, int probes)
    {
        var (a, dense) = Matrix(dimension);
        var estimates = Repeat(seed => Hutchinson.TraceAndFrobenius(a, Fixed(probes), Probes(seed)));
        Assert.InRange(Coverage(estimates.Select(e => e.Trace), Dense.Trace(dense)), 0.90, 0.99);
        Assert.InRange(Coverage(estimates.Select(e => e.FrobeniusNorm), Dense.FrobeniusNorm(dense)), 0.90, 0.99);
    }

    [Fact]
    public void Stopping_on_the_standard_error_keeps_the_interval_honest()
    {
        var spectrum = Enumerable.Range(0, 120).Select(i => 1.0 + (i % 7)).ToArray();
        var dense = Dense.WithSpectrum(spectrum, new Seed(8).Stream("dense"));
        var a = Dense.Operator<double>(dense);
        var options = new ProbeOptions { RelativeTolerance = 0.02, MaxProbes = 400, ExactDimension = 0 };
        var estimates = Repeat(seed => Hutchinson.TraceAndFrobenius(a, options, Probes(seed)));
        Assert.All(estimates, e => Assert.Equal(ProbeStop.Precise, e.Stop));
        Assert.All(estimates, e => Assert.InRange(e.Trace.StandardError, 0, 0.02 * e.Trace.Value));
        Assert.InRange(Coverage(estimates.Select(e => e.Trace), spectrum.Sum()), 0.90, 0.99);
        Assert.InRange(Coverage(estimates.Select(e => e.FrobeniusNorm), Dense.FrobeniusNorm(dense)), 0.90, 0.99);
    }

    [Fact]
    public void The_correlation_of_the_two_errors_is_the_one_seen_over_repeats()
    {
        var dense = Dense.WithSpectrum([10, 6, 3, .. Enumerable.Repeat(0.1, 50)], new Seed(4).Stream("dense"));
        var a = Dense.Operator<double>(dense);
        var estimates = Repeat(seed => Hutchinson.TraceAndFrobenius(a, Fixed(40), Probes(seed)));
        var seen = Correlation([.. estimates.Select(e => e.Trace.Value)], [.. estimates.Select(e => e.FrobeniusNorm.Value)]);
        Assert.InRange(seen, 0.8, 1);
        Assert.InRange(estimates.Average(e => e.Correlation) - seen, -0.05, 0.05);
    }

    [Fact]
    public void Knowing_the_outliers_cuts_the_variance_and_leaves_the_trace_unbiased()
    {
        var spectrum = Spectra.Network(300, new Seed(6).Stream("spectrum"));
        var dense = Dense.WithSpectrum(spectrum, new Seed(6).Stream("dense"));
        var a = Dense.Operator<double>(dense);
        var known = Lanczos.Solve(a, new LanczosOptions { Top = 10, Bottom = 2 }, new Seed(6).Stream("lanczos"));
        var plain = Repeat(seed => Hutchinson.TraceAndFrobenius(a, Fixed(20), Probes(seed)));
        var deflated = Repeat(seed => Hutchinson.TraceAndFrobenius(a, Fixed(20), Probes(seed), known));

        Assert.InRange(Variance([.. deflated.Select(e => e.Trace.Value)]) / Variance([.. plain.Select(e => e.Trace.Value)]), 0, 0.05);
        Assert.InRange(Coverage(deflated.Select(e => e.Trace), Dense.Trace(dense)), 0.90, 0.99);
        Assert.InRange(Coverage(deflated.Select(e => e.FrobeniusNorm), Dense.FrobeniusNorm(dense)), 0.88, 0.99);
        AssertUnbiased([.. deflated.Select(e => e.Trace.Value)], Dense.Trace(dense));
        AssertUnbiased([.. deflated.Select(e => Math.Pow(e.FrobeniusNorm.Value, 2))], Math.Pow(Dense.FrobeniusNorm(dense), 2));
    }

    [Fact]
    public void Even_eigenpairs_that_did_not_converge_leave_it_unbiased()
    {
        var spectrum = Spectra.Network(200, new Seed(6).Stream("spectrum"));
        var dense = Dense.WithSpectrum(spectrum, new Seed(6).Stream("dense"));
        var a = Dense.Operator<double>(dense);
        var known = Lanczos.Solve(a, new LanczosOptions { Top = 4, Bottom = 1, MaxProducts = 5 }, new Seed(6).Stream("lanczos"));
        Assert.Equal(LanczosStop.OutOfProducts, known.Stop);
        var estimates = Repeat(seed => Hutchinson.TraceAndFrobenius(a, Fixed(20), Probes(seed), known));
        AssertUnbiased([.. estimates.Select(e => e.Trace.Value)], Dense.Trace(dense));
        AssertUnbiased([.. estimates.Select(e => Math.Pow(e.FrobeniusNorm.Value, 2))], Math.Pow(Dense.FrobeniusNorm(dense), 2));
    }

    // One product makes a pair whose residual is nearly all of ‖Au‖ = 1; leaving it out would miss 1 of 40.
    [Fact]
    public void The_residuals_of_the_known_pairs_count_in_the_Frobenius_norm()
    {
        var spectrum = Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? 1.0 : -1.0).ToArray();
        var a = Dense.Operator<double>(Dense.WithSpectrum(spectrum, new Seed(6).Stream("dense")));
        var known = Lanczos.Solve(a, new LanczosOptions { MaxProducts = 1 }, new Seed(6).Stream("lanczos"));
        Assert.InRange(known.Top[0].Residual, 0.8, 1);
        AssertUnbiased(Repeat(seed => Math.Pow(Hutchinson.FrobeniusNorm(a, Fixed(20), Probes(seed), known).Value, 2)), 40);
    }

    [Fact]
    public void A_small_operator_is_summed_exactly_in_one_product_a_dimension()
    {
        var dense = Dense.Gaussian(30, new Seed(1).Stream("dense"));
        var a = new Counting<double>(Dense.Operator<double>(dense));
        var estimates = Hutchinson.TraceAndFrobenius(a, new ProbeOptions(), Probes(0));
        Assert.Equal(ProbeStop.Exact, estimates.Stop);
        Assert.Equal(30, a.Products);
        Assert.Equal(new Estimate(estimates.Trace.Value, 0, 30), estimates.Trace);
        Assert.Equal(Dense.Trace(dense), estimates.Trace.Value, 1e-11);
        Assert.Equal(Dense.FrobeniusNorm(dense), estimates.FrobeniusNorm.Value, 1e-11);
    }

    [Fact]
    public void The_zero_operator_has_trace_zero_without_error()
    {
        var a = Dense.Operator<float>(new double[200, 200]);
        var estimates = Hutchinson.TraceAndFrobenius(a, new ProbeOptions(), Probes(0));
        Assert.Equal(new Estimate(0, 0, 16), estimates.Trace);
        Assert.Equal(new Estimate(0, 0, 16), estimates.FrobeniusNorm);
        Assert.Equal(ProbeStop.Precise, estimates.Stop);
    }

    [Theory]
    [InlineData(25, 0)]
    [InlineData(25, 25)]
    [InlineData(15, 20)]
    public void Knowing_every_direction_leaves_nothing_to_estimate_and_counts_shared_pairs_once(int top, int bottom)
    {
        var dense = Dense.Gaussian(25, new Seed(2).Stream("dense"));
        var a = Dense.Operator<double>(dense);
        var known = Lanczos.Solve(a, new LanczosOptions { Top = top, Bottom = bottom, Tolerance = 1e-10 }, new Seed(2).Stream("lanczos"));
        var estimates = Hutchinson.TraceAndFrobenius(a, new ProbeOptions { ExactDimension = 0 }, Probes(0), known);
        Assert.Equal(ProbeStop.Exact, estimates.Stop);
        Assert.Equal(0, estimates.Trace.Products);
        Assert.Equal(Dense.Trace(dense), estimates.Trace.Value, 1e-10);
        Assert.Equal(Dense.FrobeniusNorm(dense), estimates.FrobeniusNorm.Value, 1e-10);
    }

    [Fact]
    public void The_price_is_the_products_really_done()
    {
        var a = new Counting<double>(Matrix(200).Operator);
        var estimates = Hutchinson.TraceAndFrobenius(a, new ProbeOptions { MaxProbes = 37, RelativeTolerance = 1e-6 }, Probes(0));
        Assert.Equal(ProbeStop.OutOfProbes, estimates.Stop);
        Assert.Equal(37, a.Products);
        Assert.Equal(37, estimates.Trace.Products);
        Assert.Contains("after 37 products; raise MaxProbes", estimates.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(64)]
    public void The_block_size_changes_no_bit(int blockSize)
    {
        var (a, _) = Matrix(150);
        var options = new ProbeOptions { RelativeTolerance = 0.1 };
        Assert.Equal(
            Hutchinson.TraceAndFrobenius(a, options, Probes(0)),
            Hutchinson.TraceAndFrobenius(a, options with { BlockSize = blockSize }, Probes(0)));
    }

    [Fact]
    public void Float32_agrees_with_float64_to_its_rounding()
    {
        var (a, dense) = Matrix(150);
        var single = Hutchinson.TraceAndFrobenius(Dense.Operator<float>(dense), Fixed(50), Probes(0));
        var twice = Hutchinson.TraceAndFrobenius(a, Fixed(50), Probes(0));
        Assert.Equal(twice.Trace.Value, single.Trace.Value, 1e-4);
        Assert.Equal(twice.FrobeniusNorm.Value, single.FrobeniusNorm.Value, 1e-4);
    }

    [Fact]
    public void A_product_that_is_not_a_number_is_a_result_with_advice_or_an_error_that_says_so()
    {
        var a = new Shifted<double>(Matrix(200).Operator, double.NaN);
        var estimates = Hutchinson.TraceAndFrobenius(a, new ProbeOptions(), Probes(0));
        Assert.Equal(ProbeStop.NotFinite, estimates.Stop);
        Assert.Equal(double.NaN, estimates.Trace.Value);
        var error = Assert.Throws<ArithmeticException>(() => Hutchinson.Trace(a, new ProbeOptions(), Probes(0)));
        Assert.Contains("Product 1 contained NaN or infinity", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_probes_allocate_nothing_more()
    {
        var (a, _) = Matrix(150);
        var known = Lanczos.Solve(a, new LanczosOptions { Top = 3 }, Probes(0));
        long Allocated(int probes)
        {
            var (options, random) = (Fixed(probes), Probes(1));
            var before = GC.GetAllocatedBytesForCurrentThread();
            Hutchinson.TraceAndFrobenius(a, options, random, known);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated(10);
        Assert.Equal(Allocated(10), Allocated(100));
    }

    [Fact]
    public void Stops_when_cancelled_and_tells_how_far_it_is()
    {
        var reports = new Reports();
        using var source = new CancellationTokenSource();
        reports.OnReport = report => { if (report.Products == 5) source.Cancel(); };
        Assert.Throws<OperationCanceledException>(
            () => Hutchinson.Trace(Matrix(200).Operator, new ProbeOptions(), Probes(0), progress: reports, cancellationToken: source.Token));
        Assert.Equal(Enumerable.Range(1, 5), reports.Seen.Select(report => report.Products));
        Assert.All(reports.Seen, report => Assert.Equal(200, report.MaxProducts));
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        Assert.Contains("MinProbes must be at least 2", Assert.Throws<ArgumentOutOfRangeException>(() => new ProbeOptions { MinProbes = 1 }).Message, StringComparison.Ordinal);
        Assert.Contains("at least 0", Assert.Throws<ArgumentOutOfRangeException>(() => new ProbeOptions { RelativeTolerance = double.NaN }).Message, StringComparison.Ordinal);
        Assert.Contains("BlockSize", Assert.Throws<ArgumentOutOfRangeException>(() => new ProbeOptions { BlockSize = 0 }).Message, StringComparison.Ordinal);
    }

    private static (DenseSymmetric<double> Operator, double[,] Matrix) Matrix(int dimension)
    {
        var dense = Dense.Gaussian(dimension, new Seed(12).Stream("dense"));
        return (Dense.Operator<double>(dense), dense);
    }

    private static RandomSource Probes(int repeat) => new Seed(99).Stream("trace-probes", repeat);

    private static TResult[] Repeat<TResult>(Func<int, TResult> estimate) => [.. Enumerable.Range(0, Repeats).Select(estimate)];

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }

    private static double Correlation(double[] x, double[] y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        var covariance = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / (x.Length - 1);
        return covariance / Math.Sqrt(Variance(x) * Variance(y));
    }

    private static double Coverage(IEnumerable<Estimate> estimates, double truth) =>
        estimates.Average(e => Math.Abs(e.Value - truth) <= 1.96 * e.StandardError ? 1.0 : 0.0);

    private static void AssertUnbiased(double[] values, double truth) =>
        Assert.InRange((values.Average() - truth) / Math.Sqrt(Variance(values) / values.Length), -4, 4);

    private sealed class Reports : IProgress<ProbeProgress>
    {
        public List<ProbeProgress> Seen { get; } = [];

        public Action<ProbeProgress>? OnReport { get; set; }

        public void Report(ProbeProgress value)
        {
            Seen.Add(value);
            OnReport?.Invoke(value);
        }
    }
}
