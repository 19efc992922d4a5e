using Basin.Numerics.Graphs;

namespace Basin.Models.Networks;

/// <summary>A named window on the network's state: numbers that are kept with θ but not trained, such as running statistics.</summary>
/// <param name="Name">Unique in the network, such as <c>norm1.mean</c>.</param>
/// <param name="Offset">Where it begins in the state vector.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Initializer">How it begins.</param>
public sealed record StateInfo(string Name, int Offset, Shape Shape, Initializer Initializer)
{
    /// <summary>The number of elements.</summary>
    public int Length => Shape.Length;
}
