using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Basin.Models;
using Basin.Models.Data;
using Basin.Training;

namespace Basin.Experiments.Runs;

/// <summary>The checkpoints of a run: the last and the one before, so that one is good even if the last turns out not to be.</summary>
public sealed class CheckpointStore
{
    private const int Kept = 2;
    private readonly Disk _disk;
    private readonly string _folder;

    internal CheckpointStore(Disk disk, string folder)
    {
        _disk = disk;
        _folder = folder;
    }

    /// <summary>The files, the newest first.</summary>
    public ImmutableArray<string> Paths => Directory.Exists(_folder)
        ? [.. Directory.EnumerateFiles(_folder, "step-*.safetensors").OrderDescending(StringComparer.Ordinal)]
        : [];

    /// <summary>Saves a state, then removes all but the last two.</summary>
    /// <param name="state">What to save.</param>
    /// <param name="layout">The names of its parts.</param>
    /// <param name="metricsLength">Bytes of the metrics that belong to it; already on the disk.</param>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="BadInputException">It cannot be written; the older ones are untouched.</exception>
    public void Save<T>(TrainingState<T> state, CheckpointLayout layout, long metricsLength)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        _disk.MakeFolder(_folder);
        _disk.Replace(PathOf(state.Step), stream => CheckpointFile.Write(stream, state, layout, metricsLength));
        foreach (var old in Paths.Skip(Kept)) _disk.Remove(old);
    }

    /// <summary>Removes what a process that was ended in the middle of <see cref="Save"/> left behind.</summary>
    public void Tidy()
    {
        if (!Directory.Exists(_folder)) return;
        foreach (var old in Paths.Skip(Kept).Concat(Directory.EnumerateFiles(_folder, "*.tmp"))) _disk.Remove(old);
    }

    /// <summary>Fills a state from the newest checkpoint that can be read.</summary>
    /// <returns>The checkpoint, or null when there is none.</returns>
    /// <exception cref="BadInputException">There are checkpoints and none can be read, or they belong to another network.</exception>
    public Checkpoint? Load<T>(TrainingState<T> state, CheckpointLayout layout)
        where T : unmanaged, IFloatingPointIeee754<T> => NewestSound() is { } path ? CheckpointFile.Read(path, state, layout) : null;

    /// <summary>Fills θ and the statistics from the newest checkpoint that can be read.</summary>
    /// <returns>The checkpoint, or null when there is none.</returns>
    /// <exception cref="BadInputException">There are checkpoints and none can be read, or they belong to another network.</exception>
    public Checkpoint? LoadModel<T>(Span<T> parameters, Span<T> statistics, CheckpointLayout layout)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        NewestSound() is { } path ? CheckpointFile.ReadModel(path, parameters, statistics, layout) : null;

    /// <summary>Removes the checkpoints from <paramref name="step"/> on, whose loss was found not finite, unless none would be left.</summary>
    public void DropFrom(long step)
    {
        var paths = Paths;
        foreach (var path in paths.Where(path => string.CompareOrdinal(path, PathOf(step)) >= 0).Take(paths.Length - 1)) _disk.Remove(path);
    }

    private string PathOf(long step) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"step-{step:D12}.safetensors"));

    // A loss of power can cut a file that was renamed in time; its header then promises more bytes than there are.
    private string? NewestSound()
    {
        BadInputException? damage = null;
        foreach (var path in Paths)
        {
            try
            {
                return SafetensorsFile.Open(path).Path;
            }
            catch (BadInputException e)
            {
                damage ??= e;
            }
        }

        return damage is null ? null : throw damage;
    }
}
