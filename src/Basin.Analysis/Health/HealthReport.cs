using System.Collections.Immutable;

namespace Basin.Analysis.Health;

/// <summary>Whether the numbers of an operator can be believed, and what the checks learned by the way.</summary>
public sealed record HealthReport
{
    /// <summary>Every law that applies, kept or broken.</summary>
    public required ImmutableArray<HealthCheck> Checks { get; init; }

    /// <summary>The trace of each layer's block, in the order of the layers; empty when the windows are not known.</summary>
    public required ImmutableArray<LayerCurvature> Layers { get; init; }

    /// <summary>Parameters whose rows are exactly zero: frozen, unused, or dead at this point.</summary>
    public required ImmutableArray<string> Unused { get; init; }

    /// <summary>Operator products spent.</summary>
    public required int Products { get; init; }

    /// <summary>Whether every check passed.</summary>
    public bool Passed => Checks.All(check => check.Passed);
}
