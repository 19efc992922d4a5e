using Basin.Numerics.Graphs;

namespace Basin.Models.Networks;

/// <summary>A named window on the parameter vector θ.</summary>
/// <param name="Name">Unique in the network, such as <c>layer1.weight</c>.</param>
/// <param name="Offset">Where it begins in θ.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Initializer">How it begins.</param>
public sealed record ParameterInfo(string Name, int Offset, Shape Shape, Initializer Initializer)
{
    /// <summary>The number of elements.</summary>
    public int Length => Shape.Length;

    /// <summary>How the file that it came from keeps it; null when it keeps it as θ does.</summary>
    public StoredOrder? Stored { get; init; }
}
