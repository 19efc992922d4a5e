using System.Diagnostics;
using Basin.Models;

namespace Basin.Experiments.Runs;

/// <summary>A training run from settings to report. The only place where its precision is chosen.</summary>
public static class TrainJob
{
    /// <summary>Starts a run.</summary>
    /// <param name="settings">What to do.</param>
    /// <param name="context">Where, and who waits.</param>
    /// <param name="cancellationToken">Stops at the next step with everything on the disk.</param>
    /// <exception cref="BadInputException">Something given cannot be used; nothing was written.</exception>
    /// <exception cref="ArgumentException">The settings contradict one another or the data; nothing was written.</exception>
    public static RunSummary Start(TrainSettings settings, TrainContext context, CancellationToken cancellationToken = default) =>
        settings.Precision switch
        {
            Precision.Float32 when settings.DistillRounds > 1 => DistillJob<float>.Start(settings, context, cancellationToken),
            Precision.Float64 when settings.DistillRounds > 1 => DistillJob<double>.Start(settings, context, cancellationToken),
            Precision.Float32 => TrainJob<float>.Start(settings, context, cancellationToken),
            Precision.Float64 => TrainJob<double>.Start(settings, context, cancellationToken),
            _ => throw new UnreachableException(),
        };

    /// <summary>Goes on with a run from its last checkpoint, to the same bits as one never interrupted.</summary>
    /// <param name="path">The run folder.</param>
    /// <param name="context">Who waits; its folder is not used.</param>
    /// <param name="cancellationToken">Stops at the next step with everything on the disk.</param>
    /// <exception cref="BadInputException">It is no run, is in use, or its data are not the same any more.</exception>
    public static RunSummary Resume(string path, TrainContext context, CancellationToken cancellationToken = default)
    {
        using var folder = RunFolder.Open(path, context.Disk);
        if (RunFolder.ReadSummary(path) is { } done) return done with { Run = path };
        return folder.Record.Settings.Precision switch
        {
            Precision.Float32 when folder.Record.Settings.DistillRounds > 1 => DistillJob<float>.Resume(folder, context, cancellationToken),
            Precision.Float64 when folder.Record.Settings.DistillRounds > 1 => DistillJob<double>.Resume(folder, context, cancellationToken),
            Precision.Float32 => TrainJob<float>.Resume(folder, context, cancellationToken),
            Precision.Float64 => TrainJob<double>.Resume(folder, context, cancellationToken),
            _ => throw new UnreachableException(),
        };
    }
}
