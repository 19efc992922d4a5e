using System.Collections.Immutable;
using Basin.Models.Data;

namespace Basin.Experiments.Reports;

/// <summary>A part of a data set in <c>basin data check --json</c>.</summary>
/// <param name="Name">"train", "test" or "all".</param>
/// <param name="Examples">How many.</param>
/// <param name="Shape">The extents of one.</param>
/// <param name="Targets">What they are, in words; null when that cannot be told.</param>
/// <param name="Classes">How often each class occurs; empty for values.</param>
/// <param name="Inputs">The range of the inputs.</param>
/// <param name="TargetValues">The range of the targets.</param>
/// <param name="ConstantFeatures">Inputs that are the same in every example.</param>
/// <param name="Duplicates">Examples that repeat an earlier one.</param>
/// <param name="Sha256">Of the unscaled examples in float64; null when they cannot be used.</param>
public sealed record DataPartView(
    string Name, int Examples, ImmutableArray<int> Shape, string? Targets, ImmutableArray<ClassCount> Classes, ValueSummary Inputs, ValueSummary TargetValues, int ConstantFeatures, int Duplicates, string? Sha256)
{
    internal static DataPartView Of(DataPartFacts part) => new(
        part.Name, part.Count, part.ExampleShape.Extents, part.Targets?.ToString(), part.ClassCounts, part.Inputs, part.TargetValues, part.ConstantFeatures, part.Duplicates, part.Hash);
}
