using System.Diagnostics;
using System.Numerics;
using Basin.Analysis.Inspection;
using Basin.Models;
using Basin.Numerics.Memory;
using Basin.Numerics.Threading;

namespace Basin.Experiments.Runs;

/// <summary>Inspects a run from its folder, which it only reads.</summary>
public static class InspectJob
{
    /// <summary>Inspects the last checkpoint of a run; another process may be writing it.</summary>
    /// <param name="path">The run folder.</param>
    /// <param name="change">From the run's own inspection settings to those wanted.</param>
    /// <param name="seed">The root of the inspection's chance; null for the run's.</param>
    /// <param name="context">Who waits, and with how many threads.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    /// <exception cref="BadInputException">It is no run, has no checkpoint, or its data are not there.</exception>
    public static InspectionRecord Run(
        string path, Func<InspectSettings, InspectSettings> change, ulong? seed, TrainContext context, CancellationToken cancellationToken = default)
    {
        var settings = RunFolder.ReadRecord(path).Settings;
        settings = settings with { Inspection = change(settings.Inspection) };
        return settings.Precision switch
        {
            Precision.Float32 => Run<float>(path, settings, seed, context, cancellationToken),
            Precision.Float64 => Run<double>(path, settings, seed, context, cancellationToken),
            _ => throw new UnreachableException(),
        };
    }

    private static InspectionRecord Run<T>(string path, TrainSettings settings, ulong? seed, TrainContext context, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // The run's seed decides which examples were held out; only then may another take over.
        var bench = new Workbench<T>(settings);
        if (seed is { } other) bench = bench.WithSeed(other);
        using var workers = new Workers(context.Threads);
        using var parameters = new NativeBuffer<T>(bench.Model.Network.ParameterCount);
        using var state = new NativeBuffer<T>(bench.Model.Network.StateCount);
        var checkpoints = new CheckpointStore(context.Disk, Path.Combine(path, "checkpoints"));
        if (checkpoints.LoadModel(parameters.Span, state.Span, bench.Layout) is null)
            throw BadInputException.At(path, "a run without a checkpoint", "a run that has trained", "Go on with it by basin train --resume.");
        return Landing.Inspect<T>(bench, parameters.Span, state.Span, workers, context.Progress, cancellationToken);
    }
}
