using Basin.Numerics.Graphs;

namespace Basin.Experiments.Runs;

/// <summary>A named window on a vector, such as one weight matrix in θ.</summary>
/// <param name="Name">Unique in the vector.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Shape">Its shape.</param>
public sealed record ArrayLayout(string Name, int Offset, Shape Shape);
