using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Threading;

namespace Basin.Models;

/// <summary>How an objective goes over its data.</summary>
public sealed record ObjectiveOptions
{
    /// <summary>Which statistics batch norm uses. Those of the batch make the whole data set one batch.</summary>
    public BatchNormMode BatchNorm { get; init; } = BatchNormMode.Frozen;

    /// <summary>Examples evaluated at a time; null chooses by the network's size. No result depends on it but for rounding.</summary>
    public int? ShardSize
    {
        get;
        init
        {
            if (value is { } size) ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
            field = value;
        }
    }

    /// <summary>Bytes up to which every shard keeps its values and adjoints between products at one point. Above, they are computed again for each.</summary>
    public long MemoryBytes { get; init; } = 4L << 30;

    /// <summary>Directions a block product carries at once.</summary>
    public int Directions { get; init; } = 1;

    /// <summary>Up to which derivative; default second, as inspection needs.</summary>
    public Derivatives Derivatives { get; init; } = Derivatives.Second;

    /// <summary>The threads to use.</summary>
    public Workers Workers { get; init; } = Workers.Serial;
}
