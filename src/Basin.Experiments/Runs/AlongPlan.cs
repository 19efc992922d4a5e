using System.Numerics;
using Basin.Models;
using Basin.Numerics.Threading;
using Basin.Training;
using Basin.Training.Instruments;

namespace Basin.Experiments.Runs;

/// <summary>From the settings of a run to its instruments, once data and network are known.</summary>
internal static class AlongPlan
{
    // A reading of the landscape takes about thirty products, each of two gradients.
    private const double GradientsOfReading = 70;
    private const double ShareOfTraining = 0.1;

    // Up to twice as many: enough for a curve, and by a network of some size a tenth of a step each.
    private const long ReadSteps = 500;
    private const int MostReadings = 20;
    private const int FewestReadings = 10;
    private const int ReadingsUnderBudget = 3;
    private const int SmallNetwork = 100_000;

    // Below the first the eigenvalues are those of the sample more than those of the data.
    private const int FewestExamples = 128;
    private const int FewestExamplesUnderBudget = 64;
    private const int MostExamples = 512;
    private const long KeptBytes = 1L << 30;

    /// <summary>Says how often the landscape is read and on how many examples, where that was left open.</summary>
    /// <remarks>
    /// As a tenth of training's gradients pays for, at most 20 times and, by a small network, at least 10 times. Under a budget of time its half decides
    /// the examples, so that some readings fit.
    /// </remarks>
    /// <param name="settings">Of the run, with the batch decided.</param>
    /// <param name="examples">n, training examples.</param>
    /// <param name="parameters">p.</param>
    public static AlongSettings? Settle(TrainSettings settings, int examples, int parameters)
    {
        if (settings.Along is not { } along || settings.Flow is not null) return settings.Along;
        var steps = TrainPlan.Options(settings, examples).Duration.InSteps((examples + settings.Batch - 1) / settings.Batch);
        var gradients = (double)steps * settings.Batch;
        var most = Math.Min(Math.Min(MostExamples, settings.Inspection.Examples), examples);
        var isSmall = parameters <= SmallNetwork;
        var (affordable, fewest) = along.Budget is { } share
            ? (share / 2 * gradients / ReadingsUnderBudget, FewestExamplesUnderBudget)
            : (ShareOfTraining * gradients / FewestReadings, FewestExamples);
        var sample = along.Examples ?? (isSmall && along.Budget is null ? most : (int)Math.Clamp(affordable / GradientsOfReading, Math.Min(fewest, most), most));
        along = along with { Examples = sample };
        if (along is { Steps: not null } or { Epochs: not null }) return along;
        var readings = along.Budget is null
            ? (int)Math.Clamp(ShareOfTraining * gradients / (GradientsOfReading * sample), isSmall ? FewestReadings : 0, MostReadings)
            : MostReadings;

        // One of them is at the end.
        return along with { Steps = readings < 2 ? 0 : Math.Max(1, (steps + readings - 2) / (readings - 1)) };
    }

    /// <summary>The instruments; null for none.</summary>
    /// <param name="bench">Settings, data and network.</param>
    /// <param name="problem">At θ₀.</param>
    /// <param name="training">As the trainer takes it.</param>
    /// <param name="workers">The threads to use.</param>
    public static Instruments<T>? Create<T>(Workbench<T> bench, NetworkProblem<T> problem, SgdOptions training, Workers workers)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (bench.Settings.Along is not { } along) return null;
        var (settings, train) = (bench.Settings, bench.Data.Train);
        var stepsPerEpoch = (train.Count + settings.Batch - 1) / settings.Batch;
        var every = along.Epochs is { } epochs ? epochs * stepsPerEpoch : along.Steps ?? 0;

        // As in an inspection: a part of the same examples, and the loss that is judged there.
        var landscape = every == 0 ? null : new Objective<T>(
            MethodFactory.Judged(settings, bench.Model),
            new Sample(along.Examples ?? MostExamples, training.Seed).Of(train),
            new ObjectiveOptions { Workers = workers, BatchNorm = settings.Inspection.BatchNorm, MemoryBytes = KeptBytes });
        return new Instruments<T>(problem, landscape, training, new InstrumentOptions
        {
            Every = every,
            StepEvery = training.LogEvery * Math.Max(1, training.Duration.InSteps(stepsPerEpoch) / training.LogEvery / ReadSteps),
            Budget = along.Budget,
            Workers = workers,
        });
    }
}
