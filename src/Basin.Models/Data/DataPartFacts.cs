using System.Collections.Immutable;
using Basin.Numerics.Graphs;

namespace Basin.Models.Data;

/// <summary>What one part of a data set holds, before anything is scaled.</summary>
/// <param name="Name">"train", "test", or "all" when the source has no test part.</param>
/// <param name="Count">Examples.</param>
/// <param name="ExampleShape">The shape of one.</param>
/// <param name="Targets">What the targets are; null when that cannot be told.</param>
/// <param name="ClassCounts">How often each class occurs; empty for values.</param>
/// <param name="Inputs">The range of the inputs.</param>
/// <param name="TargetValues">The range of the targets.</param>
/// <param name="ConstantFeatures">Inputs that are the same in every example.</param>
/// <param name="Duplicates">Examples whose input equals that of an earlier one.</param>
/// <param name="Hash">SHA-256 of the unscaled examples in float64; null when they cannot be used.</param>
public sealed record DataPartFacts(
    string Name,
    int Count,
    Shape ExampleShape,
    Targets? Targets,
    ImmutableArray<ClassCount> ClassCounts,
    ValueSummary Inputs,
    ValueSummary TargetValues,
    int ConstantFeatures,
    int Duplicates,
    string? Hash);
