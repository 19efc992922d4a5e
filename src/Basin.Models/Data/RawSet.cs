using System.Numerics;
using Basin.Numerics.Graphs;

namespace Basin.Models.Data;

/// <summary>Examples as a file has them: nothing checked but the file's structure, nothing scaled.</summary>
internal sealed class RawSet<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The file, for messages.</summary>
    public required string Where { get; init; }

    /// <summary>The shape of one example.</summary>
    public required Shape ExampleShape { get; init; }

    /// <summary>[n, d].</summary>
    public required T[] Inputs { get; init; }

    /// <summary>[n, <see cref="TargetWidth"/>].</summary>
    public required T[] Targets { get; init; }

    /// <summary>Numbers an example in <see cref="Targets"/>.</summary>
    public int TargetWidth { get; init; } = 1;

    /// <summary>True when the inputs are 8-bit pixels.</summary>
    public bool HasPixels { get; init; }

    /// <summary>What the file says the targets are; <see cref="TargetChoice.Auto"/> when it does not say.</summary>
    public TargetChoice Meaning { get; init; }

    /// <summary>When the labels are text: the text of each label; <see cref="Targets"/> then indexes it.</summary>
    public string[]? Names { get; init; }

    /// <summary>The number of classes of the format; null when it has none of its own.</summary>
    public int? FormatClasses { get; init; }

    /// <summary>The number of examples.</summary>
    public int Count => Targets.Length / TargetWidth;
}
