using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Basin.Experiments.Figures;
using Basin.Experiments.Runs;
using Basin.Models;

namespace Basin.Experiments.Reports;

/// <summary>Puts finished runs side by side.</summary>
public static class ComparisonJob
{
    /// <summary>Reads the runs, compares them, and keeps tables and figures where that was asked.</summary>
    /// <exception cref="BadInputException">There are fewer than two runs, one cannot be read or is not finished, or a file is there already or cannot be written.</exception>
    public static Comparison Run(ComparisonOptions options, Disk? disk = null)
    {
        if (options.Runs.Length < 2) throw BadInputException.At(options.Runs[0], "one run", "two or more", "Give another beside it, or look at this one alone by basin report.");
        var names = RunNames.Of(options.Runs);
        ImmutableArray<FinishedRun> runs = [.. options.Runs.Select(FinishedRun.Read)];
        var comparison = Comparison.Of(names, runs);
        if (options.Out is not { } folder) return comparison;
        (string Path, Action<Stream> Write)[] files =
        [
            (Path.Combine(folder, "comparison.md"), stream => stream.Write(Encoding.UTF8.GetBytes(ComparisonText.Markdown(comparison)))),
            (Path.Combine(folder, "comparison.json"), stream => JsonSerializer.Serialize(stream, comparison, RunJson.Readable.Comparison)),
            .. ComparisonFigures.Of(runs, names).SelectMany(figure => Files(Path.Combine(folder, figure.Name), figure.Figure)),
        ];
        FreePath.Require([.. files.Select(file => file.Path)], options.Force);
        disk ??= Disk.Local;
        disk.MakeFolder(folder);
        foreach (var (path, write) in files) disk.Replace(path, write);
        return comparison;
    }

    private static IEnumerable<(string Path, Action<Stream> Write)> Files(string path, Figure figure) =>
    [
        (path + ".svg", stream => stream.Write(Encoding.UTF8.GetBytes(SvgRenderer.Render(figure)))),
        (path + ".json", stream => FigureJson.Write(stream, figure)),
    ];
}
