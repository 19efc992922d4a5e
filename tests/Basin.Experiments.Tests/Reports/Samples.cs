using System.Collections.Immutable;
using Basin.Analysis.Estimators;
using Basin.Analysis.Inspection;
using Basin.Analysis.Regularization;
using Basin.Analysis.Stability;
using Basin.Experiments.Runs;
using Basin.Training;
using Basin.Training.Instruments;

namespace Basin.Experiments.Tests.Reports;

/// <summary>Results with known numbers, for reports to show.</summary>
internal static class Samples
{
    public static InspectionRecord Inspection { get; } = new()
    {
        Parameters = 2410,
        Examples = 1000,
        Loss = 0.123456,
        Accuracy = 0.965,
        GradientNorm = 0.0123,
        Hessian = new Curvature
        {
            TopEigenvalues = [new(6.5, 0.01), new(4.25, 0.02)],
            BottomEigenvalues = [new(-0.125, 0.003), new(-0.0625, 0.004)],
            Trace = new Estimate(35.25, 0.75, 32),
            FrobeniusNorm = new Estimate(11.5, 0.25, 32),
        },
        GaussNewton = new Curvature
        {
            TopEigenvalues = [new(6.25, 0.01), new(4, 0.02)],
            BottomEigenvalues = [new(0, 1e-9), new(0, 1e-9)],
            Trace = new Estimate(34, 0.5, 32),
            FrobeniusNorm = new Estimate(11, 0.25, 32),
        },
        Noise = new GradientNoise { Trace = new Estimate(1.25, 0.03125, 0) },
        Sharpness = new Sharpness(6.5, 20),
        Assumptions = new InspectionAssumptions
        {
            ExamplesUsed = 1000,
            ExamplesAvailable = 1497,
            Loss = "cross-entropy",
            Precision = "float64",
            BatchNorm = "none",
            Seed = 1,
            LearningRate = 0.1,
        },
        Cost = new InspectionCost(164, 3, 1.5),
    };

    /// <summary>With everything that a figure can be drawn of.</summary>
    public static InspectionRecord Rich { get; } = Inspection with
    {
        Hessian = Inspection.Hessian with
        {
            Density = new DensityBand(
                [.. Enumerable.Range(0, 60).Select(i => -1 + (0.14 * i))],
                [.. Enumerable.Range(0, 60).Select(i => Math.Exp(-0.15 * i) + (0.001 * Math.Exp(-Math.Pow(i - 53, 2))))],
                [.. Enumerable.Range(0, 60).Select(i => 0.2 * Math.Exp(-0.15 * i))],
                0.1),
        },
        Noise = Inspection.Noise with { Directions = [new(new(6.25, 0.01), new Estimate(0.5, 0, 1)), new(new(4, 0.02), new Estimate(0.25, 0, 1))] },
        Layers = [new("fc1", 2080, new Estimate(20, 1, 32)), new("fc2", 330, new Estimate(15.25, 0.5, 32))],
        Stability = new StabilityReport
        {
            Verdict = StabilityVerdict.Stable,
            LearningRate = 0.1,
            Batch = 32,
            Momentum = 0,
            Nesterov = false,
            Replacement = false,
            CriticalLearningRate = new CriticalLearningRate { Value = 0.25, Kind = CriticalLearningRateKind.Exact, Lower = 0.2499, Upper = 0.2501, Bounds = [] },
            FullBatchLimit = 0.32,
            ByBatch = [.. Enumerable.Range(0, 11).Select(i => 1 << i).Select(batch => new BatchLimit(batch, 0.32 / (1 + (9.0 / batch)), CriticalLearningRateKind.Exact))],
            Assumptions = [],
        },
        Regularization = new ImplicitRegularization
        {
            Shuffling = new ShufflingTerms { GradientTerm = new Estimate(4e-6, 0, 0), NoiseTerm = new Estimate(0.0009, 0.00003, 0), Theory = "" },
            LabelNoise = null,
            Equivalents = [],
            Scaling = new LinearScaling(null, null),
        },
    };

    public static RunSummary Summary { get; } = new()
    {
        Run = "runs/synth-mlp-lr0.1-b32-s1",
        Settings = new TrainSettings { Hidden = [32], Loss = Models.Losses.LossKind.CrossEntropy, Standardize = Models.Data.StandardizationKind.None },
        Outcome = TrainingOutcome.Finished,
        Message = "Finished after 940 steps.",
        Train = new Evaluation(0.125, 0.98),
        Test = new Evaluation(0.25, 0.9625),
        Steps = 940,
        Seconds = 0.75,
        Inspection = Inspection,
        Report = "runs/synth-mlp-lr0.1-b32-s1/report.html",
    };

    public static RunRecord Record { get; } = new()
    {
        Command = "basin train --data <x>",
        Started = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Settings = Summary.Settings,
        Data = [new DataFile("train", "synth/train", "made by code", 1497, "none", "00ff"), new DataFile("test", "synth/test", "made by code", 300, "none", "ff00")],
        Versions = new RunVersions("0.1.0", ".NET 10", "Linux", "X64"),
    };

    public static IReadOnlyList<MetricsLine> Metrics { get; } =
    [
        .. Enumerable.Range(0, 20).Select(step => new MetricsLine { Step = step, Loss = Math.Exp(-0.2 * step), LearningRate = 0.1, GradientNorm = 1.0 / (step + 1) }),
        new MetricsLine { Step = 10, Epoch = 0.5, RunningLoss = 0.5, Test = new Evaluation(0.4, 0.7) },
        new MetricsLine { Step = 20, Epoch = 1, RunningLoss = 0.1, Test = new Evaluation(0.2, 0.9) },
    ];

    /// <summary>The same with what instruments read: the cheap ones at each step, the dear ones at every fourth.</summary>
    public static IReadOnlyList<MetricsLine> Read { get; } =
    [
        .. Metrics.Select(line => line.Loss is null ? line : line with { Readings = ReadAt(line.Step, isEachStep: true) }),
        .. Enumerable.Range(0, 6).Select(i => new MetricsLine { Step = 4 * i, Readings = ReadAt(4 * i, isEachStep: false) }),
    ];

    /// <summary>A number for each instrument of a kind, rising along training; the dear ones have an error of a tenth.</summary>
    public static ImmutableSortedDictionary<string, Reading> ReadAt(long step, bool isEachStep) => InstrumentCatalog.All
        .Where(instrument => instrument.IsEachStep == isEachStep)
        .ToImmutableSortedDictionary(instrument => instrument.Name, instrument => new Reading(step + 1, isEachStep ? null : 0.1 * (step + 1)));
}
