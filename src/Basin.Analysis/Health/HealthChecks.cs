using System.Collections.Immutable;
using System.Numerics;
using Basin.Analysis.Health.Checks;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Analysis.Health;

/// <summary>Laws that hold for every curvature operator, checked on the one at hand. They find wrong numbers without knowing the right ones.</summary>
public static class HealthChecks
{
    /// <summary>Probes by default: enough for the traces of layers within some ten percent once the outliers are known.</summary>
    public const int DefaultProbes = 10;

    /// <summary>Products beside the probes: the same again twice, a sum of two, and one for all eigenpairs.</summary>
    public const int ExtraProducts = 4;

    /// <summary>Checks an operator and the numbers that were measured of it.</summary>
    /// <param name="subject">What to check.</param>
    /// <param name="random">Where the probes come from.</param>
    /// <param name="probes">Random vectors to spend, at least 2.</param>
    /// <param name="workers">Threads for the vector work; the calling thread alone when null.</param>
    /// <param name="progress">Told the products so far.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    /// <returns>Every check that applies. A product that is not finite fails the checks it enters.</returns>
    /// <remarks>Costs <paramref name="probes"/> + <see cref="ExtraProducts"/> products at most.</remarks>
    /// <exception cref="ArgumentException">The windows do not cover the operator's vectors.</exception>
    public static HealthReport Run<T>(
        HealthSubject<T> subject,
        RandomSource random,
        int probes = DefaultProbes,
        Workers? workers = null,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(probes, 2);
        using var probing = new Probing<T>(subject, random, workers, progress, cancellationToken);
        var evidence = probing.Gather(probes);
        return new HealthReport
        {
            Checks = [.. Table<T>().Select(check => check.Judge(evidence)).OfType<HealthCheck>()],
            Layers = evidence.Layers,
            Unused = evidence.Unused,
            Products = evidence.Products,
        };
    }

    private static ImmutableArray<Check<T>> Table<T>()
        where T : unmanaged, IFloatingPointIeee754<T> =>
    [
        new Symmetry<T>(),
        new Linearity<T>(),
        new Determinism<T>(),
        new Positivity<T>(),
        new RitzResiduals<T>(),
        new LayerTraces<T>(),
        new QuadratureWeights<T>(),
        new QuadratureTrace<T>(),
        new QuadratureNorm<T>(),
    ];
}
