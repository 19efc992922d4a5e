using System.Collections.Immutable;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx;

/// <summary>How to read an ONNX model.</summary>
public sealed record OnnxOptions
{
    /// <summary>Which stored arrays are parameters, by name; <c>*</c> and <c>?</c> stand for any letters and one letter. Default all. The others are constants.</summary>
    public ImmutableArray<string> Parameters { get; init; } = ["*"];

    /// <summary>The shape of one example in the file's order, for a file that leaves it open; null takes the file's.</summary>
    public Shape? InputShape { get; init; }
}
