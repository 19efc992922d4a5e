using System.Diagnostics;

namespace Basin.Analysis.Estimators;

/// <summary>The trace and the Frobenius norm of one operator, from the same products.</summary>
public sealed record TraceEstimates
{
    /// <summary>tr(A) = Σᵢ λᵢ.</summary>
    public required Estimate Trace { get; init; }

    /// <summary>‖A‖_F = √(Σᵢ λᵢ²); its standard error is that of the square carried over by the slope of the root.</summary>
    public required Estimate FrobeniusNorm { get; init; }

    /// <summary>
    /// The correlation of the two errors, in [−1, 1]: the same probes made both. A quantity that joins them, such as a ratio, must use it. 0 when exact.
    /// </summary>
    public required double Correlation { get; init; }

    /// <summary>Why it ended.</summary>
    public required ProbeStop Stop { get; init; }

    /// <summary>One sentence: how it ended, and what to do if that is not good enough.</summary>
    public string Advice => Stop switch
    {
        ProbeStop.Precise => $"The standard errors are within the tolerance after {Trace.Products} products.",
        ProbeStop.Exact => $"Exact up to rounding: {Trace.Products} products covered every direction.",
        ProbeStop.OutOfProbes => $"The trace is {Trace.Value:g4} ± {Trace.StandardError:g2} after {Trace.Products} products; raise MaxProbes or RelativeTolerance, or pass the eigenpairs of the outliers.",
        ProbeStop.NotFinite => $"Product {Trace.Products} contained NaN or infinity; look at the point where the operator was built.",
        _ => throw new UnreachableException(),
    };

    // A bare Estimate has no room for a reason.
    internal TraceEstimates Finite() => Stop == ProbeStop.NotFinite ? throw new ArithmeticException(Advice) : this;
}
