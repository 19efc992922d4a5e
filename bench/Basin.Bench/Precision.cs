namespace Basin.Bench;

/// <summary>The number type of a workload.</summary>
internal enum Precision
{
    /// <summary>float.</summary>
    Float32,

    /// <summary>double.</summary>
    Float64,
}
