using System.Collections.Immutable;
using Basin.Models.Data;

namespace Basin.Models.Onnx;

/// <summary>An input or output of a graph. An extent that the file leaves open is null; so is an unknown shape.</summary>
internal sealed record OnnxInput(string Name, ElementType? Type, ImmutableArray<long?>? Extents)
{
    /// <summary>The shape as messages show it, with ? for what is open.</summary>
    public string Shown => Extents is { } extents ? $"[{string.Join(", ", extents.Select(extent => extent?.ToString() ?? "?"))}]" : "[unknown]";
}
