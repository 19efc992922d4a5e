using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Basin.Experiments.Runs;
using Basin.Models;

namespace Basin.Experiments.Exports;

/// <summary>Writes runs for other programs. The same runs give the same bytes.</summary>
public static class ExportJob
{
    /// <summary>Reads the runs and writes them.</summary>
    /// <exception cref="BadInputException">A folder is no run or holds no metrics, or the file is there already or cannot be written.</exception>
    public static ExportResult Run(ExportRequest request, Disk? disk = null)
    {
        var runs = ExportedRun.Read(request.Runs);
        foreach (var (path, run) in request.Runs.Zip(runs)) RequireMetrics(path, run);
        disk ??= Disk.Local;
        var files = Files(request, runs).ToImmutableArray();
        FreePath.Require([.. files.Select(file => file.Path)], request.Force);
        foreach (var (path, write) in files)
        {
            disk.MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
            disk.Replace(path, write);
        }

        return new ExportResult([.. files.Select(file => file.Path)], [.. runs.Where(run => run.Summary is null).Select(run => run.Run)]);
    }

    private static IEnumerable<(string Path, Action<Stream> Write)> Files(ExportRequest request, ImmutableArray<ExportedRun> runs) => request.Format switch
    {
        ExportFormat.Csv => [(request.Out, stream => CsvExport.Write(stream, runs))],
        ExportFormat.Npz => [(request.Out, stream => NpzExport.Write(stream, runs))],
        ExportFormat.Json => [(request.Out, stream => JsonSerializer.Serialize(stream, new JsonExport(runs), RunJson.Readable.JsonExport))],
        ExportFormat.Tensorboard => runs.Select(run => (Path.Combine(request.Out, run.Run, TensorBoardExport.FileName), (Action<Stream>)(stream => TensorBoardExport.Write(stream, run)))),
        _ => throw new UnreachableException(),
    };

    private static void RequireMetrics(string path, ExportedRun run)
    {
        if (run.Series.Length > 0) return;
        throw Directory.Exists(DistillRounds.PathOf(path, 1))
            ? BadInputException.At(path, "a distillation, which has no metrics of its own", "runs with metrics", $"Export its rounds, such as {DistillRounds.PathOf(path, 1)}.")
            : BadInputException.At(path, "a run without metrics", "a run that has taken steps", $"Go on with it by basin train --resume {path}.");
    }
}
