using System.Collections.Immutable;
using System.Numerics;
using Basin.Analysis.Estimators;

namespace Basin.Analysis.Health;

/// <summary>What a handful of products say of an operator: the measured side of every check.</summary>
internal sealed record HealthEvidence<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public required HealthSubject<T> Subject { get; init; }

    /// <summary>|uᵀAv − vᵀAu| relative to the length of Au and Av, for u and v of random signs.</summary>
    public required double Asymmetry { get; init; }

    /// <summary>‖A(au + bv) − aAu − bAv‖ relative to the length of its terms.</summary>
    public required double Nonlinearity { get; init; }

    /// <summary>Elements in which two products with one vector differ.</summary>
    public required int Changed { get; init; }

    /// <summary>‖Ax − Σ ±λᵢxᵢ‖ for x = Σ ±xᵢ over the pairs; null without pairs.</summary>
    public required double? RitzResidual { get; init; }

    /// <summary>The smallest vᵀAv/vᵀv over the probes.</summary>
    public required double SmallestQuotient { get; init; }

    /// <summary>The sum of the layers' traces, with the error of the sum; null without windows.</summary>
    public required Estimate? LayerSum { get; init; }

    public required ImmutableArray<LayerCurvature> Layers { get; init; }

    public required ImmutableArray<string> Unused { get; init; }

    /// <summary>The largest |λ| known of.</summary>
    public required double Scale { get; init; }

    public required int Products { get; init; }

    /// <summary>What rounding may do to a product, relative to it: ten thousand roundings of T.</summary>
    public static double Rounding => 1e4 * UnitRoundoff<T>.Value;
}
