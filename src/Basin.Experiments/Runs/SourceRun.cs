using System.Numerics;
using Basin.Models;
using Basin.Models.Data;
using Basin.Training.FineTuning;

namespace Basin.Experiments.Runs;

/// <summary>An earlier run from which another begins: what it was, and where its parameters are.</summary>
/// <param name="Settings">What it was asked.</param>
/// <param name="Checkpoint">The file.</param>
public sealed record SourceRun(TrainSettings Settings, string Checkpoint)
{
    private const string VelocityPrefix = "velocity.";

    /// <summary>Finds the run, or the run that a checkpoint belongs to.</summary>
    /// <param name="path">The folder of a run, or a checkpoint in one.</param>
    /// <exception cref="BadInputException">It is neither, or the run has no checkpoint yet.</exception>
    public static SourceRun Find(string path)
    {
        if (path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase))
            return new SourceRun(RunFolder.ReadRecord(InspectJob.FolderOf(path)).Settings, path);
        var settings = RunFolder.ReadRecord(path).Settings;
        var newest = new CheckpointStore(Disk.Local, Path.Combine(path, "checkpoints")).Paths.FirstOrDefault();
        return new SourceRun(settings, newest ?? throw BadInputException.At(path, "a run without a checkpoint", "a run that has trained", "Go on with it by basin train --resume."));
    }

    /// <summary>Reads parameters and statistics, without what only training needs.</summary>
    /// <param name="file">A checkpoint.</param>
    /// <exception cref="BadInputException">The file cannot be read.</exception>
    internal static StartingPoint<T> Read<T>(string file)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var arrays = SafetensorsFile.Open(file);
        return new StartingPoint<T>(arrays.Names.Where(name => !name.StartsWith(VelocityPrefix, StringComparison.Ordinal)).Select(arrays.Read<T>).Select(array => (array.Name, array.Shape, array.Values)));
    }
}
