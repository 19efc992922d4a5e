using Basin.Numerics.Graphs;

namespace Basin.Models.Data;

/// <summary>Where one array of a safetensors file lies, in bytes after the header.</summary>
internal sealed record SafetensorsEntry(string Name, ElementType Type, Shape Shape, long Start, long End);
