using System.Numerics;

namespace Basin.Models.Data;

/// <summary>A table of numbers with perhaps one column of labels, which may be text.</summary>
internal sealed class CsvTable<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The column names; null without a header.</summary>
    public required string[]? Header { get; init; }

    /// <summary>Columns without the label.</summary>
    public required int Features { get; init; }

    /// <summary>[rows, <see cref="Features"/>].</summary>
    public required T[] Values { get; init; }

    /// <summary>[rows]; indices into <see cref="LabelNames"/> when those are there; empty without a label column.</summary>
    public required T[] Labels { get; init; }

    /// <summary>The distinct text labels in the order in which they appear; null when labels are numbers.</summary>
    public required string[]? LabelNames { get; init; }

    /// <summary>The number of rows.</summary>
    public required int Rows { get; init; }
}
