using System.Collections.Immutable;

namespace Basin.Models.Data;

/// <summary>The files that hold one part of the data, training or test.</summary>
/// <param name="Format">Never <see cref="DataFormat.Auto"/>.</param>
/// <param name="Files">Read one after the other.</param>
/// <param name="TargetFile">The file with the targets, when they are apart.</param>
/// <param name="Suffix">npz: what follows x and y in the arrays' names, such as "_train".</param>
internal sealed record DataPart(DataFormat Format, ImmutableArray<string> Files, string? TargetFile = null, string Suffix = "")
{
    public IEnumerable<string> AllFiles => TargetFile is null ? Files : Files.Add(TargetFile);

    public string Describe() => $"{Format.ToString().ToUpperInvariant()} {string.Join(" + ", AllFiles.Select(Path.GetFileName))}{(Suffix.Length > 0 ? $" (x{Suffix}, y{Suffix})" : "")}";
}
