using System.Numerics;

namespace Basin.Analysis.Health.Checks;

/// <summary>The traces of the layers' blocks sum to the trace.</summary>
internal sealed class LayerTraces<T> : Check<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override string Name => "layer traces";

    protected override string Meaning => "The traces of the layers, from probes of their own, sum to the trace but for this; their errors allow as much as allowed.";

    protected override (double Measured, double Allowed)? Measure(HealthEvidence<T> evidence) =>
        evidence is { LayerSum: { } sum, Subject.Moments.Trace: var trace }
            ? Compare(sum.Value, sum.StandardError, trace.Value, trace.StandardError)
            : null;
}
