using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Basin.Analysis.Inspection;
using Basin.Experiments.Figures;
using Basin.Models;
using Basin.Models.Data;
using Basin.Training.FineTuning;

namespace Basin.Experiments.Runs;

/// <summary>A run on the disk, held by this process alone until it is disposed.</summary>
/// <remarks>
/// <c>run.json</c> comes first and makes the folder a run; <c>done</c> comes last. In between, whatever ends the process leaves
/// something to go on from: files are replaced whole, and <c>metrics.jsonl</c> is only added to.
/// </remarks>
public sealed class RunFolder : IDisposable
{
    private const string RecordName = "run.json";
    private const string DoneName = "done";
    private const string StartName = "start.safetensors";
    private const string SecondsName = "seconds";
    private readonly Disk _disk;
    private readonly RunLock _lock;

    private RunFolder(string path, RunRecord record, Disk disk, RunLock held)
    {
        (Path, Record, _disk, _lock) = (path, record, disk, held);
        Metrics = new MetricsLog(disk, Inside("metrics.jsonl"));
        Checkpoints = new CheckpointStore(disk, Inside("checkpoints"));
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>What the run was asked.</summary>
    public RunRecord Record { get; }

    /// <summary>The series.</summary>
    public MetricsLog Metrics { get; }

    /// <summary>The checkpoints.</summary>
    public CheckpointStore Checkpoints { get; }

    /// <summary>Makes a run in a folder of its own under <paramref name="root"/>: the name, or the name with -2, -3, ….</summary>
    /// <exception cref="BadInputException">The folder cannot be made.</exception>
    public static RunFolder CreateUnder(string root, string name, RunRecord record, Disk? disk = null)
    {
        for (var number = 1; ; number++)
        {
            var path = System.IO.Path.Combine(root, number == 1 ? name : $"{name}-{number}");
            if (!Directory.Exists(path)) return CreateAt(path, record, disk);
        }
    }

    /// <summary>Makes a run in this folder, which must not hold anything yet.</summary>
    /// <exception cref="BadInputException">The folder holds something, is in use, or cannot be made.</exception>
    public static RunFolder CreateAt(string path, RunRecord record, Disk? disk = null)
    {
        disk ??= Disk.Local;
        disk.MakeFolder(path);
        var held = RunLock.Take(path);
        try
        {
            if (File.Exists(System.IO.Path.Combine(path, RecordName)))
                throw BadInputException.At(path, "the folder holds a run already", "an empty or new folder", $"Go on with it by --resume {path}, or choose another folder with --out.");
            if (Directory.EnumerateFileSystemEntries(path).FirstOrDefault(IsForeign) is { } foreign)
                throw BadInputException.At(path, $"the folder holds '{System.IO.Path.GetFileName(foreign)}'", "an empty or new folder", "Choose another folder with --out.");
            disk.Replace(System.IO.Path.Combine(path, RecordName), stream => JsonSerializer.Serialize(stream, record, RunJson.Readable.RunRecord));
            return new RunFolder(path, record, disk, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Opens a run to go on with it.</summary>
    /// <exception cref="BadInputException">It is no run, is in use, or its record cannot be read.</exception>
    public static RunFolder Open(string path, Disk? disk = null)
    {
        var record = ReadRecord(path);
        var held = RunLock.Take(path);
        return new RunFolder(path, record, disk ?? Disk.Local, held);
    }

    /// <summary>Reads <c>run.json</c> of a run, which another process may be writing.</summary>
    /// <exception cref="BadInputException">It is no run, or its record cannot be read.</exception>
    public static RunRecord ReadRecord(string path)
    {
        var file = System.IO.Path.Combine(path, RecordName);
        if (!File.Exists(file))
            throw BadInputException.At(path, Directory.Exists(path) ? "a folder without run.json" : "no such folder", "the folder of a run", "Give the path that 'basin train' printed.");
        var record = Read(file, RunJson.Readable.RunRecord);
        return record.Format <= RunRecord.CurrentFormat
            ? record
            : throw BadInputException.At(file, $"format {record.Format}", $"at most {RunRecord.CurrentFormat}", "The run was made by a newer version of Basin: use that one.");
    }

    /// <summary>Reads what a finished run came to; null when it is not finished.</summary>
    /// <exception cref="BadInputException">The file cannot be read.</exception>
    public static RunSummary? ReadSummary(string path)
    {
        var file = System.IO.Path.Combine(path, DoneName);
        return File.Exists(file) ? Read(file, RunJson.Readable.RunSummary) : null;
    }

    /// <summary>Reads the series of a run; a line cut off by the end of a process is left out.</summary>
    /// <exception cref="BadInputException">A line cannot be read.</exception>
    public static IReadOnlyList<MetricsLine> ReadMetrics(string path)
    {
        var file = System.IO.Path.Combine(path, "metrics.jsonl");
        if (!File.Exists(file)) return [];
        var text = File.ReadAllText(file);
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        try
        {
            return [.. whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize(line, RunJson.Readable.MetricsLine)!)];
        }
        catch (JsonException e)
        {
            throw BadInputException.At(file, $"a line that cannot be read ({e.Message.TrimEnd('.')})", "one JSON object a line", "The file was changed by hand; go on with --resume to write it again.", e);
        }
    }

    /// <summary>The copy of where the run began, for one that began with another's parameters; null without one.</summary>
    internal string? Start => File.Exists(Inside(StartName)) ? Inside(StartName) : null;

    /// <summary>Saves where the run begins: the earlier run may go on or go away.</summary>
    internal void SaveStart<T>(StartingPoint<T> start)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        _disk.Replace(Inside(StartName), stream => SafetensorsFile.Write(stream, [.. start.Arrays.Select(array => NamedArray.From<T>(array.Name, array.Shape, array.Values))]));

    /// <summary>Saves the inspection of where training ended, and its eigenvalues as arrays.</summary>
    public void SaveInspection(InspectionRecord inspection)
    {
        _disk.Replace(Inside("inspection.json"), stream => JsonSerializer.Serialize(stream, inspection, RunJson.Readable.InspectionRecord));
        _disk.MakeFolder(Inside("spectra"));
        _disk.Replace(Inside(System.IO.Path.Combine("spectra", "eigenvalues.npz")), stream => NpzFile.Write(stream, Spectra.Arrays(inspection)));
    }

    /// <summary>Saves a figure that stands alone, and its numbers.</summary>
    /// <param name="name">Its file's name without the ending.</param>
    /// <param name="figure">What to draw.</param>
    public void SaveFigure(string name, Figure figure)
    {
        _disk.MakeFolder(Inside("figures"));
        _disk.Replace(Inside(System.IO.Path.Combine("figures", $"{name}.svg")), stream => stream.Write(Encoding.UTF8.GetBytes(SvgRenderer.Render(figure))));
        _disk.Replace(Inside(System.IO.Path.Combine("figures", $"{name}.json")), stream => FigureJson.Write(stream, figure));
    }

    /// <summary>Saves the report.</summary>
    /// <returns>Its path.</returns>
    public string SaveReport(string html)
    {
        var path = Inside("report.html");
        _disk.Replace(path, stream => stream.Write(Encoding.UTF8.GetBytes(html)));
        return path;
    }

    /// <summary>Seconds of training that all processes have spent on the run, up to the last checkpoint.</summary>
    public double Seconds
    {
        get => ReadSeconds(Path) ?? 0;
        set => _disk.Replace(Inside(SecondsName), stream => stream.Write(Encoding.UTF8.GetBytes(value.ToString("F3", CultureInfo.InvariantCulture))));
    }

    /// <summary>Reads <see cref="Seconds"/> of a run that another process may be writing; null before the first checkpoint.</summary>
    public static double? ReadSeconds(string path)
    {
        var file = System.IO.Path.Combine(path, SecondsName);
        return File.Exists(file) && double.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
    }

    /// <summary>Says that the run is done; the last thing written.</summary>
    public void SaveDone(RunSummary summary) =>
        _disk.Replace(Inside(DoneName), stream => JsonSerializer.Serialize(stream, summary, RunJson.Readable.RunSummary));

    /// <summary>Lets other processes write the folder.</summary>
    public void Dispose() => _lock.Dispose();

    private static T Read<T>(string file, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return JsonSerializer.Deserialize(stream, type) ?? throw new JsonException("It holds null.");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw BadInputException.At(file, $"cannot be read ({e.Message.TrimEnd('.')})", "the file as Basin wrote it", "Restore it, or start a new run.", e);
        }
    }

    // What a run that was ended before its first file leaves behind is no reason to refuse the folder.
    private static bool IsForeign(string path) =>
        System.IO.Path.GetFileName(path) is not (".lock" or ".lock-owner" or RecordName + ".tmp");

    private string Inside(string name) => System.IO.Path.Combine(Path, name);
}
