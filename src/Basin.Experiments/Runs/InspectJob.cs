using System.Diagnostics;
using System.Numerics;
using Basin.Analysis.Inspection;
using Basin.Models;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Experiments.Runs;

/// <summary>Inspects a run, one of its checkpoints, or an ONNX file; all are only read.</summary>
public static class InspectJob
{
    /// <summary>Inspects what the request names. Another process may be writing a run: its last checkpoint is taken.</summary>
    /// <param name="request">What, on which data, and for which settings.</param>
    /// <param name="context">Who waits, and with how many threads.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    /// <exception cref="BadInputException">There is nothing to inspect at the path, or its data are not there or do not fit.</exception>
    public static InspectionRecord Run(InspectRequest request, TrainContext context, CancellationToken cancellationToken = default)
    {
        var path = request.Path;
        if (path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)) return OfOnnx(request, context, cancellationToken);
        if (path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase)) return OfRun(request, FolderOf(path), path, context, cancellationToken);
        if (Directory.Exists(path)) return OfRun(request, path, null, context, cancellationToken);
        throw BadInputException.At(path, File.Exists(path) ? "a file of another kind" : "nothing there", "the folder of a run, a .safetensors checkpoint in one, or an .onnx file", "Give the path that 'basin train' printed.");
    }

    private static InspectionRecord OfOnnx(InspectRequest request, TrainContext context, CancellationToken cancellationToken)
    {
        using var workers = new Workers(context.Threads);
        return Landing.Inspect(
            new OnnxPoint(request), request.Change(new InspectSettings()), request.Question, new Seed(request.Seed ?? 1), workers, context.Progress, cancellationToken);
    }

    private static InspectionRecord OfRun(InspectRequest request, string folder, string? checkpoint, TrainContext context, CancellationToken cancellationToken)
    {
        var given = request switch
        {
            { Data: not null } => "--data",
            { LabelColumn: not null } => "--label-column",
            { Standardize: not null } => "--standardize",
            { Loss: not null } => "--loss",
            _ => null,
        };
        if (given is not null) throw new BadInputException($"{given} is given beside the run '{folder}'; a run knows its data and its loss. Leave {given} out.");
        var settings = RunFolder.ReadRecord(folder).Settings;
        if (settings.DistillRounds > 1) return OfRun(request, DistillRounds.Last(folder), null, context, cancellationToken);
        return settings.Precision switch
        {
            Precision.Float32 => OfRun<float>(request, folder, checkpoint, settings, context, cancellationToken),
            Precision.Float64 => OfRun<double>(request, folder, checkpoint, settings, context, cancellationToken),
            _ => throw new UnreachableException(),
        };
    }

    private static InspectionRecord OfRun<T>(
        InspectRequest request, string folder, string? checkpoint, TrainSettings settings, TrainContext context, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // The run's seed decides which examples were held out; only then may another take over.
        var bench = new Workbench<T>(settings);
        var network = request.Parameters.Length == 0 ? bench.Model.Network : bench.Model.Network.Restrict(request.Parameters);
        var layout = CheckpointLayout.Of(network);
        var (parameters, state) = (new T[network.ParameterCount], new T[network.StateCount]);
        if (checkpoint is not null)
            CheckpointFile.ReadModel<T>(checkpoint, parameters, state, layout);
        else if (new CheckpointStore(context.Disk, Path.Combine(folder, "checkpoints")).LoadModel<T>(parameters, state, layout) is null)
            throw BadInputException.At(folder, "a run without a checkpoint", "a run that has trained", "Go on with it by basin train --resume.");
        using var workers = new Workers(context.Threads);
        var point = new RunPoint<T>(bench, request.Parameters, parameters, state);
        var question = request.Question.Or(Landing.QuestionOf(settings));
        return Landing.Inspect(point, request.Change(settings.Inspection), question, new Seed(request.Seed ?? settings.Seed), workers, context.Progress, cancellationToken);
    }

    // A checkpoint lies in RUN/checkpoints.
    internal static string FolderOf(string checkpoint)
    {
        var folder = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(checkpoint)));
        if (!File.Exists(checkpoint)) throw BadInputException.At(checkpoint, "no such file", "a checkpoint of a run", "Give the path of a run, or of a file in its folder checkpoints.");
        return folder is not null && File.Exists(Path.Combine(folder, "run.json"))
            ? folder
            : throw BadInputException.At(checkpoint, "a checkpoint outside a run", "a file in the folder checkpoints of a run", "Weights alone do not say what the network is: put the file back into its run, or export the model to ONNX.");
    }
}
