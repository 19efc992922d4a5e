using System.Collections.Immutable;
using System.Numerics;
using Basin.Analysis.Estimators;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.Inspection;

/// <summary>Measures one curvature matrix: all of its eigenvalues where it is small, otherwise the extreme ones and estimates of the rest.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class CurvatureMeasurement<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int DensityPoints = 200;
    private const double Resolution = 60;

    // What Krylov vectors may take: with millions of parameters a search restarts earlier instead.
    private const long BasisBytes = 768L << 20;

    private CurvatureMeasurement(SymmetricOperator<T> matrix, LanczosResult<T> pairs, TraceEstimates moments, SpectralDensity? density)
    {
        (Matrix, Pairs, Moments, Density) = (matrix, pairs, moments, density);
        Curvature = new Curvature
        {
            TopEigenvalues = Values(pairs.Top),
            BottomEigenvalues = Values(pairs.Bottom),
            Trace = moments.Trace,
            FrobeniusNorm = moments.FrobeniusNorm,
            Density = density is null ? null : Smoothed(density),
        };
    }

    /// <summary>What was measured.</summary>
    public SymmetricOperator<T> Matrix { get; }

    /// <summary>The extreme eigenpairs.</summary>
    public LanczosResult<T> Pairs { get; }

    /// <summary>Trace and norm.</summary>
    public TraceEstimates Moments { get; }

    /// <summary>The spectrum; null where it was too dear.</summary>
    public SpectralDensity? Density { get; }

    /// <summary>The numbers.</summary>
    public Curvature Curvature { get; }

    /// <summary>Measures <paramref name="matrix"/>.</summary>
    /// <param name="name">What progress and random streams call it.</param>
    /// <param name="matrix">Shape (p, p).</param>
    /// <param name="bottom">Eigenvalues at the lower end.</param>
    /// <param name="withDensity">Whether to estimate the spectrum between the ends.</param>
    /// <param name="options">What was asked.</param>
    /// <param name="budget">What it may cost.</param>
    /// <param name="meter">Who counts.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    public static CurvatureMeasurement<T> Of(
        string name, SymmetricOperator<T> matrix, int bottom, bool withDensity, InspectOptions options, InspectionBudget budget, ProductMeter meter, CancellationToken cancellationToken)
    {
        if (budget.IsExact)
        {
            meter.Begin($"{name}, every eigenvalue", matrix.Dimension);
            using var spectrum = DenseSpectrum.Of(matrix, options.Workers, progress: meter, cancellationToken: cancellationToken);
            var exact = new TraceEstimates { Trace = spectrum.Trace, FrobeniusNorm = spectrum.FrobeniusNorm, Correlation = 0, Stop = ProbeStop.Exact };
            return new CurvatureMeasurement<T>(matrix, spectrum.Pairs(options.TopK, bottom, cancellationToken), exact, withDensity ? spectrum.Density : null);
        }

        meter.Begin($"{name} eigenvalues", budget.Eigenvalues);
        var search = new LanczosOptions { Top = options.TopK, Bottom = bottom, Tolerance = options.Tolerance, MaxProducts = budget.Eigenvalues };
        if (Room(matrix) < search.SubspaceFor(matrix.Dimension)) search = search with { Subspace = Math.Max(Room(matrix), options.TopK + bottom + 3) };
        var pairs = Lanczos.Solve(matrix, search, options.Seed.Stream($"lanczos-start/{name}"), workers: options.Workers, progress: meter, cancellationToken: cancellationToken);
        if (pairs.Stop == LanczosStop.NotFinite) throw new ArithmeticException(pairs.Advice);

        // The outliers are known by now: taking them exactly leaves little for the probes to estimate.
        meter.Begin($"{name} trace", budget.Probes);
        var probes = new ProbeOptions { MaxProbes = budget.Probes, RelativeTolerance = options.RelativeTolerance };
        var moments = Hutchinson.TraceAndFrobenius(matrix, probes, options.Seed.Stream($"trace-probes/{name}"), pairs, options.Workers, meter, cancellationToken);
        if (!withDensity || budget.Starts == 0) return new CurvatureMeasurement<T>(matrix, pairs, moments, null);
        meter.Begin($"{name} spectrum", budget.Starts * budget.Steps);
        var quadrature = new QuadratureOptions { Probes = budget.Starts, Steps = Math.Min(budget.Steps, Math.Max(Room(matrix), 2)) };
        var density = StochasticLanczosQuadrature.Measure(matrix, quadrature, options.Seed.Stream($"density-starts/{name}"), pairs, options.Workers, meter, cancellationToken);
        return new CurvatureMeasurement<T>(matrix, pairs, moments, density);
    }

    private static unsafe int Room(SymmetricOperator<T> matrix) => (int)Math.Min(int.MaxValue, BasisBytes / sizeof(T) / matrix.Dimension);

    private static ImmutableArray<Eigenvalue> Values(ImmutableArray<Numerics.LinearAlgebra.Eigenvalue> found) =>
        [.. found.Select(value => new Eigenvalue(value.Value, value.Residual))];

    private static DensityBand Smoothed(SpectralDensity density)
    {
        var (smallest, largest) = density.Range;
        var reach = Math.Max(largest - smallest, 1e-6 * Math.Max(Math.Abs(smallest), Math.Abs(largest)));
        return density.Band(DensityPoints, reach > 0 ? reach / Resolution : 1);
    }
}
