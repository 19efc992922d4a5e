using Basin.Experiments.Runs;
using Basin.Models.Data;

namespace Basin.Experiments.Exports;

/// <summary>Runs as numpy arrays: of each series its values under its name and its steps under the name with <c>_step</c>; and the eigenvalues where it landed.</summary>
internal static class NpzExport
{
    public static void Write(Stream stream, IReadOnlyList<ExportedRun> runs) =>
        NpzFile.Write(stream, [.. runs.SelectMany(run => Arrays(run, runs.Count == 1 ? "" : $"{run.Run}/"))]);

    private static IEnumerable<NamedArray> Arrays(ExportedRun run, string prefix)
    {
        foreach (var series in run.Series)
        {
            yield return NamedArray.From(prefix + series.Name, series.Values.AsSpan());
            yield return NamedArray.From($"{prefix}{series.Name}_step", series.Steps.AsSpan());
        }

        if (run.Summary?.Inspection is not { } inspection) yield break;
        foreach (var array in Spectra.Arrays(inspection, prefix)) yield return array;
    }
}
