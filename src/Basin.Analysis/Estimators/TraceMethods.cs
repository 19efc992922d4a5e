using System.Diagnostics;
using System.Numerics;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Analysis.Estimators;

/// <summary>Traces by the method of one's choice.</summary>
public static class TraceMethods
{
    /// <summary>Estimates tr(A).</summary>
    /// <param name="method">How.</param>
    /// <param name="a">Shape (n, n).</param>
    /// <param name="options">What may be spent, and when to stop.</param>
    /// <param name="random">Where the probes come from.</param>
    /// <param name="known">Eigenpairs to take exactly, so that only the rest is estimated; null for none.</param>
    /// <param name="workers">Threads for the vector work; the calling thread alone when null.</param>
    /// <param name="progress">Told after every block of probes.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    /// <returns>Unbiased, whatever the method.</returns>
    /// <exception cref="ArgumentException">The known vectors have another dimension.</exception>
    /// <exception cref="ArithmeticException">A product contained NaN or infinity.</exception>
    public static Estimate Trace<T>(
        this TraceMethod method,
        SymmetricOperator<T> a,
        ProbeOptions options,
        RandomSource random,
        LanczosResult<T>? known = null,
        Workers? workers = null,
        IProgress<ProbeProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> => method switch
        {
            TraceMethod.Hutchinson => Hutchinson.Trace(a, options, random, known, workers, progress, cancellationToken),
            TraceMethod.HutchPlusPlus => HutchPlusPlus.Trace(a, options, random, known, workers, progress, cancellationToken),
            TraceMethod.XTrace => XTrace.Trace(a, options, random, known, workers, progress, cancellationToken),
            _ => throw new UnreachableException($"No method {method}."),
        };
}
