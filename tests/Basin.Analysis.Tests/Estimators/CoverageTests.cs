using Basin.Analysis.Estimators;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Testing.LinearAlgebra;

namespace Basin.Analysis.Tests.Estimators;

/// <summary>
/// The standard errors are honest: over 200 repeats the 95 % interval holds the truth between 90 and 99 % of the time, and the mean
/// of the estimates is the truth. One row an estimator.
/// </summary>
public sealed class CoverageTests
{
    private const int Repeats = 200;
    private static readonly DenseSymmetric<double> _network = Operator(Spectra.Network(160, new Seed(21).Stream("spectrum")));
    private static readonly DenseSymmetric<double> _flat = Operator([.. Enumerable.Range(0, 150).Select(i => 1.0 + (i % 5))]);
    private static readonly DenseSymmetric<double> _decaying = Operator([.. Enumerable.Range(1, 200).Select(i => 1.0 / (i * i))]);
    private static readonly LanczosResult<double> _known = Lanczos.Solve(
        _network, new LanczosOptions { Top = 10, Bottom = 3, Tolerance = 1e-8 }, new Seed(21).Stream("lanczos"));

    private static readonly LanczosResult<double> _rough = Lanczos.Solve(
        _network, new LanczosOptions { Top = 6, MaxProducts = 8 }, new Seed(21).Stream("lanczos"));

    private static readonly double[] _bulk = [7, 5, .. Enumerable.Range(0, 118).Select(i => 0.2 + (i / 118.0))];

    public static IEnumerable<CoverageCase> Cases { get; } =
    [
        .. Moments("Hutchinson", _network, null, Hutchinson.TraceAndFrobenius),
        .. Moments("Hutchinson, flat spectrum", _flat, null, Hutchinson.TraceAndFrobenius),
        .. Moments("deflated Hutchinson", _network, _known, Hutchinson.TraceAndFrobenius),
        .. Moments("Hutch++", _network, null, HutchPlusPlus.TraceAndFrobenius, probes: 120),
        .. Moments("Hutch++, flat spectrum", _flat, null, HutchPlusPlus.TraceAndFrobenius),
        .. Moments("deflated Hutch++", _network, _rough, HutchPlusPlus.TraceAndFrobenius, probes: 120),
        new("XTrace, trace", random => [XTrace.Trace(_network, Fixed(80), random)], [Trace(_network)]),
        new("XTrace, flat spectrum, trace", random => [XTrace.Trace(_flat, Fixed(80), random)], [Trace(_flat)]),
        new("XTrace, decaying spectrum, trace", random => [XTrace.Trace(_decaying, Fixed(60), random)], [Trace(_decaying)]),
        new("deflated XTrace, trace", random => [XTrace.Trace(_network, Fixed(80), random, _known)], [Trace(_network)]),
        new("diagonal", random => Elements(Diagonal.Of(_network, Fixed(40), random)), Elements(_network)),
        new("deflated diagonal", random => Elements(Diagonal.Of(_network, Fixed(40), random, _rough)), Elements(_network)),
        Quadrature("quadrature", deflated: false),
        Quadrature("deflated quadrature", deflated: true),
    ];

    public static TheoryData<CoverageCase> Table => [.. Cases];

    [Theory]
    [MemberData(nameof(Table), DisableDiscoveryEnumeration = true)]
    public void The_95_percent_interval_holds_the_truth_and_the_mean_is_the_truth(CoverageCase row)
    {
        var result = row.Run(Repeats);
        Assert.All(result, quantity =>
        {
            Assert.InRange(quantity.Coverage, 0.90, 0.99);
            Assert.InRange(quantity.MeanError, -4, 4);
        });
    }

    private static ProbeOptions Fixed(int probes) => new() { MinProbes = probes, MaxProbes = probes, RelativeTolerance = 0, ExactDimension = 0 };

    private static CoverageCase[] Moments(string name, DenseSymmetric<double> a, LanczosResult<double>? known, MomentsEstimator estimate, int probes = 40) =>
    [
        new(
            $"{name}, trace and Frobenius norm",
            random =>
            {
                var moments = estimate(a, Fixed(probes), random, known);
                return [moments.Trace, moments.FrobeniusNorm];
            },
            [Trace(a), Dense.FrobeniusNorm(Dense.Of(a))]),
    ];

    private static CoverageCase Quadrature(string name, bool deflated)
    {
        var a = Operator(_bulk);
        var known = deflated ? Lanczos.Solve(a, new LanczosOptions { Top = 2, Tolerance = 1e-8 }, new Seed(21).Stream("lanczos")) : null;
        Func<double, double>[] functions =
            [x => x, x => x * x, SpectralFunction.LogOnePlus(-0.1), SpectralFunction.LogOnePlus(3), SpectralFunction.Inverse(0.1), SpectralFunction.Resolved(1)];
        (double At, double Width)[] points = [(0.3, 0.1), (0.7, 0.1), (1.1, 0.2), (6, 1.5)];
        if (deflated) points = points[..3];
        return new CoverageCase(
            $"{name}: functions, then the density",
            random =>
            {
                var density = StochasticLanczosQuadrature.Measure(a, new QuadratureOptions { Probes = 40, Steps = 14 }, random, known);
                return [.. functions.Select(density.Trace), .. points.Select(point => density.At(point.At, point.Width))];
            },
            [.. functions.Select(f => _bulk.Sum(f)), .. points.Select(point => Exact(_bulk).At(point.At, point.Width).Value)]);
    }

    private static SpectralDensity Exact(double[] spectrum) => new(spectrum.Length, [], 0) { Known = [.. spectrum] };

    private static Estimate[] Elements(DiagonalEstimate diagonal) =>
        [.. Enumerable.Range(0, 5).Select(i => new Estimate(diagonal.Values[i * 31], diagonal.StandardErrors[i * 31], diagonal.Products))];

    private static double[] Elements(DenseSymmetric<double> a)
    {
        var dense = Dense.Of(a);
        return [.. Enumerable.Range(0, 5).Select(i => dense[i * 31, i * 31])];
    }

    private static double Trace(DenseSymmetric<double> a) => Dense.Trace(Dense.Of(a));

    private static DenseSymmetric<double> Operator(double[] spectrum) => Dense.Operator<double>(Dense.WithSpectrum(spectrum, new Seed(22).Stream("dense")));

    private delegate TraceEstimates MomentsEstimator(
        SymmetricOperator<double> a, ProbeOptions options, RandomSource random, LanczosResult<double>? known = null,
        Basin.Numerics.Threading.Workers? workers = null, IProgress<ProbeProgress>? progress = null, CancellationToken cancellationToken = default);
}
