namespace Basin.Numerics.Graphs;

/// <summary>Where a node keeps the examples.</summary>
public enum ExampleAxis
{
    /// <summary>Nowhere: it does not depend on data.</summary>
    None,

    /// <summary>On axis 0.</summary>
    First,

    /// <summary>Elsewhere, or merged with another axis: per-example quantities need one example at a time.</summary>
    Lost,
}
