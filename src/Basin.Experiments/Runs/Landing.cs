using System.Diagnostics;
using System.Numerics;
using Basin.Analysis.Inspection;
using Basin.Models;
using Basin.Models.Data;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Experiments.Runs;

/// <summary>Inspects the point at which a run stands.</summary>
internal static class Landing
{
    // Up to here a product in float64 takes well under a second, and float32 would only blur the small eigenvalues.
    private const int SmallNetwork = 100_000;

    /// <param name="bench">The run's data and network.</param>
    /// <param name="parameters">θ.</param>
    /// <param name="state">The network's state there.</param>
    /// <param name="workers">The threads to use.</param>
    /// <param name="progress">Who waits.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    public static InspectionRecord Inspect<T>(
        Workbench<T> bench, ReadOnlySpan<T> parameters, ReadOnlySpan<T> state, Workers workers, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var precision = bench.Settings.Inspection.Precision ?? (parameters.Length <= SmallNetwork ? Precision.Float64 : Precision.Float32);
        return precision switch
        {
            Precision.Float32 => Inspect<T, float>(bench, parameters, state, workers, progress, cancellationToken),
            Precision.Float64 => Inspect<T, double>(bench, parameters, state, workers, progress, cancellationToken),
            _ => throw new UnreachableException(),
        };
    }

    private static InspectionRecord Inspect<TRun, T>(
        Workbench<TRun> bench, ReadOnlySpan<TRun> parameters, ReadOnlySpan<TRun> state, Workers workers, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
        where TRun : unmanaged, IFloatingPointIeee754<TRun>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (settings, train) = (bench.Settings, bench.Data.Train);
        var examples = Convert<TRun, T>(Sample(train, settings));
        using var objective = new Objective<T>(
            NetworkFactory.Create<T>(settings, train.ExampleShape, train.Targets), examples, new ObjectiveOptions { Workers = workers });
        objective.MoveTo(Convert<TRun, T>(parameters), Convert<TRun, T>(state));
        var options = new InspectOptions
        {
            LearningRate = settings.LearningRate,
            Momentum = settings.Momentum,
            Nesterov = settings.Nesterov,
            TopK = Math.Min(settings.Inspection.TopK, parameters.Length),
            Probes = settings.Inspection.Probes,
            MaxProducts = settings.Inspection.MaxProducts,
            Seed = new Seed(settings.Seed),
            ExamplesAvailable = train.Count,
            Workers = workers,
        };
        return Inspector.Inspect(objective, options, progress is null ? null : new Relay(progress), cancellationToken);
    }

    // At random and not the first ones: many files are sorted by class.
    private static DataSet<T> Sample<T>(DataSet<T> train, TrainSettings settings)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var wanted = settings.Inspection.Examples;
        if (wanted >= train.Count) return train;
        var indices = Enumerable.Range(0, train.Count).ToArray();
        new Seed(settings.Seed).Stream("inspect-examples").Shuffle<int>(indices);
        return train.Subset(indices.AsSpan(0, wanted));
    }

    private static DataSet<T> Convert<TRun, T>(DataSet<TRun> data)
        where TRun : unmanaged, IFloatingPointIeee754<TRun>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        data as DataSet<T>
        ?? new DataSet<T>(data.Name, data.ExampleShape, Convert<TRun, T>(data.Inputs), Convert<TRun, T>(data.TargetValues), data.Targets, data.Source, data.Standardization, data.ClassNames);

    private static T[] Convert<TRun, T>(ReadOnlySpan<TRun> values)
        where TRun : unmanaged, IFloatingPointIeee754<TRun>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var converted = GC.AllocateUninitializedArray<T>(values.Length);
        for (var i = 0; i < values.Length; i++) converted[i] = T.CreateTruncating(values[i]);
        return converted;
    }

    private sealed class Relay(IProgress<RunProgress> progress) : IProgress<InspectProgress>
    {
        public void Report(InspectProgress value) =>
            progress.Report(new RunProgress("inspecting", value.Products, value.Products + value.ProductsLeft, value.Stage));
    }
}
