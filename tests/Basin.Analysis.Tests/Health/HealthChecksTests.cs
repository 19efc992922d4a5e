using System.Numerics;
using Basin.Analysis.Estimators;
using Basin.Analysis.Health;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Testing.LinearAlgebra;

namespace Basin.Analysis.Tests.Health;

/// <summary>Every check has something broken that it catches, and nothing healthy that it blames.</summary>
public sealed class HealthChecksTests
{
    private const int Dimension = 160;

    private static readonly DenseSymmetric<double> _healthy = Operator<double>();

    /// <summary>What is broken, the checks that must say so, and the subject.</summary>
    public static TheoryData<string, string, HealthSubject<double>> Broken => new()
    {
        { "skew part of a thousandth", "symmetry", Subject(_healthy) with { Operator = new Changed((x, y) => { for (var i = 1; i < x.Length; i++) y[i] += 1e-3 * x[i - 1]; }) } },
        { "constant added", "linearity", Subject(_healthy) with { Operator = new Changed((_, y) => y[3] += 1e-3) } },
        { "noise", "determinism", Subject(_healthy) with { Operator = new Changed(Noise()) } },
        { "indefinite matrix called positive", "positivity", Subject(new Shifted<double>(_healthy, -0.01)) },
        { "eigenvalues off by a hundredth", "Ritz residuals", Subject(_healthy) with { Pairs = Pairs(new Scaled<double>(_healthy, 1.01)) } },
        { "eigenvectors of another matrix", "Ritz residuals", Subject(_healthy) with { Pairs = Pairs(Dense.Operator<double>(Dense.WithSpectrum(Spectrum(), new Seed(45).Stream("dense")))) } },
        { "trace of half the rows", "layer traces", Subject(_healthy) with { Moments = Moments(new Scaled<double>(_healthy, 0.5)) } },
        { "one window in the place of another", "layer traces", Subject(Blocks()) with { Windows = [new("a", "a", 0, 80), new("b", "b", 0, 80)], Pairs = null, Density = null } },
        { "weights that do not sum to 1", "quadrature weights", Subject(_healthy) with { Density = Density(_healthy, probe => probe with { Weights = [.. probe.Weights.Select(w => 1.001 * w)] }) } },
        { "nodes with the weights of others", "quadrature trace", Subject(_healthy) with { Density = Density(_healthy, probe => probe with { Weights = [.. probe.Weights.Reverse()] }) } },
        { "nodes at their roots", "quadrature norm", Subject(_healthy) with { Density = Density(_healthy, probe => probe with { Nodes = [.. probe.Nodes.Select(Math.Sqrt)] }) } },
        { "a product that is not a number", "symmetry", Subject(_healthy) with { Operator = new Changed((_, y) => y[0] = double.NaN) } },
    };

    [Theory, MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public void What_is_broken_is_caught_by_its_check(string what, string check, HealthSubject<double> subject)
    {
        var report = HealthChecks.Run(subject, Probes(0));
        Assert.False(report.Passed, what);
        Assert.Contains(check, report.Checks.Where(c => !c.Passed).Select(c => c.Name));
    }

    [Fact]
    public void A_healthy_operator_passes_every_check_in_both_precisions_for_its_price()
    {
        for (var i = 0; i < 8; i++)
        {
            AssertHealthy<double>(i);
            AssertHealthy<float>(i);
        }
    }

    [Fact]
    public void Every_check_has_something_broken_that_it_catches() =>
        Assert.Equal(
            HealthChecks.Run(Subject(_healthy), Probes(0)).Checks.Select(check => check.Name).Order(),
            Broken.Select(row => row.Data.Item2).Distinct().Order());

    [Fact]
    public void What_was_not_measured_is_not_checked()
    {
        var report = HealthChecks.Run(new HealthSubject<double> { Name = "bare", Operator = _healthy }, Probes(0), probes: 2);
        Assert.Equal(["symmetry", "linearity", "determinism"], report.Checks.Select(check => check.Name));
        Assert.Equal((5, 0, 0), (report.Products, report.Layers.Length, report.Unused.Length));
    }

    [Fact]
    public void The_traces_of_the_layers_are_unbiased_and_their_errors_are_honest()
    {
        var dense = Dense.Of(_healthy);
        var truth = Enumerable.Range(0, 40).Sum(i => dense[i, i]);
        var subject = Subject(_healthy) with { Pairs = Lanczos.Solve(_healthy, new LanczosOptions { Top = 3, MaxProducts = 5 }, new Seed(41).Stream("lanczos")) };
        Estimate[] traces = [.. Enumerable.Range(0, 200).Select(i => HealthChecks.Run(subject, Probes(i), probes: 30).Layers[0].Trace)];
        var spread = Math.Sqrt(traces.Average(trace => Math.Pow(trace.Value - truth, 2)) / traces.Length);
        Assert.InRange((traces.Average(trace => trace.Value) - truth) / spread, -4, 4);
        Assert.InRange(traces.Average(trace => Math.Abs(trace.Value - truth) <= 1.96 * trace.StandardError ? 1.0 : 0), 0.90, 0.99);
    }

    [Fact]
    public void Rows_of_zeros_are_named_once_and_blamed_for_nothing()
    {
        var subject = Subject(Blocks());
        var report = HealthChecks.Run(subject with { Windows = [new("a", "a.weight", 0, 80), new("b", "b.weight", 80, 60), new("b", "b.bias", 140, 20)] }, Probes(0));
        Assert.Equal(["b.weight", "b.bias"], report.Unused);
        Assert.Equal(("b", 80), (report.Layers[1].Name, report.Layers[1].Parameters));
        Assert.Equal(0, report.Layers[1].Trace.Value, 1e-7);
        Assert.True(report.Passed);
    }

    [Fact]
    public void Windows_that_do_not_cover_the_vectors_are_refused() => Assert.Contains(
        "The windows hold 12 parameters; the operator has 160.",
        Assert.Throws<ArgumentException>(() => HealthChecks.Run(Subject(_healthy) with { Windows = [new("a", "a", 0, 12)] }, Probes(0))).Message,
        StringComparison.Ordinal);

    private static void AssertHealthy<T>(int repeat)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = new Counting<T>(Operator<T>());
        var subject = Subject(a);
        var before = a.Products;
        var report = HealthChecks.Run(subject, Probes(repeat));
        Assert.All(report.Checks, check => Assert.True(check.Passed, check.ToString()));
        Assert.Equal((9, HealthChecks.DefaultProbes + HealthChecks.ExtraProducts, 0), (report.Checks.Length, report.Products, report.Unused.Length));
        Assert.Equal(report.Products, a.Products - before);
        Assert.Equal(["first", "second"], report.Layers.Select(layer => layer.Name));
    }

    private static HealthSubject<T> Subject<T>(SymmetricOperator<T> a)
        where T : unmanaged, IFloatingPointIeee754<T> => new()
        {
            Name = "test",
            Operator = a,
            Positive = true,
            Windows = [new("first", "first.weight", 0, 40), new("second", "second.weight", 40, 100), new("second", "second.bias", 140, 20)],
            Pairs = Pairs(a),
            Moments = Moments(a),
            Density = Density(a, probe => probe),
        };

    private static double[] Spectrum() => [12, 8, 5, .. Enumerable.Range(0, Dimension - 3).Select(i => i / 150.0)];

    private static DenseSymmetric<T> Operator<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => Dense.Operator<T>(Dense.WithSpectrum(Spectrum(), new Seed(40).Stream("dense")));

    // The second half of the parameters does nothing.
    private static DenseSymmetric<double> Blocks()
    {
        var dense = Dense.WithSpectrum([.. Enumerable.Range(1, 80).Select(i => i / 10.0)], new Seed(40).Stream("dense"));
        var padded = new double[Dimension, Dimension];
        for (var i = 0; i < 80; i++)
            for (var j = 0; j < 80; j++) padded[i, j] = dense[i, j];
        return Dense.Operator<double>(padded);
    }

    private static LanczosResult<T> Pairs<T>(SymmetricOperator<T> a)
        where T : unmanaged, IFloatingPointIeee754<T> => Lanczos.Solve(a, new LanczosOptions { Top = 4, Bottom = 2 }, new Seed(41).Stream("lanczos"));

    private static TraceEstimates Moments<T>(SymmetricOperator<T> a)
        where T : unmanaged, IFloatingPointIeee754<T> => Hutchinson.TraceAndFrobenius(a, new ProbeOptions(), new Seed(42).Stream("trace-probes"), Pairs(a));

    private static SpectralDensity Density<T>(SymmetricOperator<T> a, Func<Quadrature, Quadrature> change)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var density = StochasticLanczosQuadrature.Measure(a, new QuadratureOptions { Probes = 10, Steps = 20 }, new Seed(43).Stream("quadrature"));
        return density with { Probes = [.. density.Probes.Select(change)] };
    }

    private static Changed.Change Noise()
    {
        var noise = new Seed(44).Stream("noise");
        return (_, y) => y[5] *= 1 + (1e-9 * noise.NextDouble());
    }

    private static RandomSource Probes(int repeat) => new Seed(46).Stream("health", repeat);

    private sealed class Changed(Changed.Change change) : SymmetricOperator<double>(HealthChecksTests.Dimension)
    {
        public delegate void Change(ReadOnlySpan<double> x, Span<double> y);

        protected override void MultiplyCore(ReadOnlySpan<double> x, Span<double> y, CancellationToken cancellationToken)
        {
            _healthy.Multiply(x, y, cancellationToken);
            change(x, y);
        }
    }
}
