using Basin.Analysis.Health;

namespace Basin.Analysis.Inspection;

/// <summary>How the products of an inspection are shared out among its stages.</summary>
/// <param name="options">What was asked.</param>
/// <param name="parameters">p.</param>
/// <param name="exactDimension">The largest p at which a spectrum is computed exactly, by p products.</param>
internal sealed class InspectionBudget(InspectOptions options, int parameters, int exactDimension)
{
    private const int QuadratureProbes = 5;
    private const int QuadratureSteps = 20;

    /// <summary>Whether all eigenvalues are computed instead of estimated: two matrices, p products each, and as many again for what follows.</summary>
    public bool IsExact { get; } = parameters <= exactDimension && (options.Budget is not { } budget || 3L * parameters <= budget);

    /// <summary>Products for the eigenvalues of one matrix.</summary>
    public int Eigenvalues => Share(0.2, options.MaxProducts, Math.Min(parameters, options.TopK + 2));

    /// <summary>Products for the trace and the norm of one matrix.</summary>
    public int Probes => Share(0.1, options.Probes, 2);

    /// <summary>Starts of a quadrature; 0 when the budget has no room for one.</summary>
    public int Starts => QuadraturePart >= 2 * QuadratureSteps ? Math.Min(QuadratureProbes, QuadraturePart / QuadratureSteps) : 0;

    /// <summary>Products a start of the quadrature.</summary>
    public int Steps => Math.Min(QuadratureSteps, parameters);

    /// <summary>Products for the alignment of noise and curvature.</summary>
    public int Alignment => Share(0.15, 64, 8);

    /// <summary>Random vectors for the health checks of one matrix.</summary>
    public int HealthProbes => Share(0.03, HealthChecks.DefaultProbes, 2);

    /// <summary>At most so many products in all.</summary>
    public int All => Alignment + (2 * (HealthProbes + HealthChecks.ExtraProducts)) + (IsExact ? 2 * parameters : (2 * (Eigenvalues + Probes)) + (Starts * Steps));

    private int QuadraturePart => Share(0.25, QuadratureProbes * QuadratureSteps, 0);

    private int Share(double part, int wanted, int least) => options.Budget is not { } budget ? wanted : Math.Max(least, Math.Min(wanted, (int)(part * budget)));
}
