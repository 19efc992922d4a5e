using Basin.Experiments.Runs;
using Basin.Models;
using Basin.Models.Layers;
using Basin.Models.Losses;
using Basin.Training;

namespace Basin.Experiments.Tests.Runs;

public sealed class FlowRunTests
{
    private static readonly TrainSettings _small = new()
    {
        Hidden = [4],
        Activation = Activation.Tanh,
        Loss = LossKind.SquaredError,
        Precision = Precision.Float64,
        Inspect = false,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static TrainContext Context(string folder, int threads = 1, Disk? disk = null) =>
        new() { Command = "basin train", Threads = threads, Folder = folder, Disk = disk ?? Disk.Local };

    private static TrainSettings Following(FlowKind kind, double time) => _small with { Flow = new FlowSettings { Kind = kind, Time = time }, FullBatch = kind != FlowKind.Sgd, LearningRate = 0.01 };

    [Fact]
    public void The_flow_of_descent_is_nearer_to_descent_than_gradient_flow_and_losses_along_it_are_kept()
    {
        using var folder = new Folder();
        var descent = TrainJob.Start(_small with { FullBatch = true, LearningRate = 0.01, Epochs = null, Steps = 40 }, Context(folder["descent"]), Token);
        var gradient = TrainJob.Start(Following(FlowKind.Gradient, 0.4), Context(folder["gradient"]), Token);
        var modified = TrainJob.Start(Following(FlowKind.Gd, 0.4), Context(folder["modified"]), Token);
        Assert.Equal(TrainingOutcome.Finished, modified.Outcome);
        Assert.StartsWith("Followed to time 0.4 in ", modified.Message, StringComparison.Ordinal);
        Assert.True(Math.Abs(modified.Train!.Value.Loss - descent.Train!.Value.Loss) < Math.Abs(gradient.Train!.Value.Loss - descent.Train!.Value.Loss) / 5);

        var lines = RunFolder.ReadMetrics(folder["gradient"]);
        Assert.Equal(201, lines.Count);
        Assert.Equal((0.0, 0.4), (lines[0].Time, lines[^1].Time));
        Assert.All(lines.Zip(lines.Skip(1)), pair => Assert.True(pair.Second.Train!.Value.Loss < pair.First.Train!.Value.Loss));
        Assert.Equal(gradient.Train!.Value.Loss, lines[^1].Train!.Value.Loss, 1e-12);
        Assert.Contains("time", File.ReadAllText(gradient.Report!), StringComparison.Ordinal);
    }

    [Fact]
    public void The_mean_path_of_sgd_feels_the_noise_of_its_batches()
    {
        using var folder = new Folder();
        var sgd = TrainJob.Start(Following(FlowKind.Sgd, 0.01) with { Batch = 4 }, Context(folder["sgd"]), Token);
        var gd = TrainJob.Start(Following(FlowKind.Gd, 0.01), Context(folder["gd"]), Token);
        Assert.Equal(TrainingOutcome.Finished, sgd.Outcome);
        Assert.NotEqual(gd.Train!.Value.Loss, sgd.Train!.Value.Loss);
    }

    [Fact]
    public void Neither_threads_nor_crashes_change_a_byte()
    {
        using var folder = new Folder();
        var settings = Following(FlowKind.Gd, 0.02);
        var whole = new CrashingDisk(int.MaxValue);
        TrainJob.Start(settings, Context(folder["straight"], disk: whole), Token);
        TrainJob.Start(settings, Context(folder["threads"], threads: 3), Token);
        AssertSame(folder["straight"], folder["threads"]);
        for (var survives = whole.Operations / 2; survives < whole.Operations; survives += 4)
        {
            var run = folder[$"crash-{survives}"];
            Assert.Throws<CrashingDisk.CrashException>(() => TrainJob.Start(settings, Context(run, disk: new CrashingDisk(survives)), Token));
            TrainJob.Resume(run, Context(run), Token);
            AssertSame(folder["straight"], run);
        }
    }

    [Fact]
    public void Batch_norm_has_no_flow()
    {
        using var folder = new Folder();
        var settings = Presets.For(ModelKind.Resnet20) with { Data = "shapes", Standardize = null, Flow = new FlowSettings { Kind = FlowKind.Gradient, Time = 1 } };
        var refused = Assert.Throws<BadInputException>(() => TrainJob.Start(settings, Context(folder["run"]), Token));
        Assert.Contains("Their statistics move by steps and have no flow", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["run"]));
    }

    private static void AssertSame(string expected, string actual)
    {
        Assert.Equal(File.ReadAllBytes(Path.Combine(expected, "metrics.jsonl")), File.ReadAllBytes(Path.Combine(actual, "metrics.jsonl")));
        string[] checkpoints = [.. Directory.EnumerateFiles(Path.Combine(expected, "checkpoints")).Select(Path.GetFileName)!];
        Assert.NotEmpty(checkpoints);
        foreach (var name in checkpoints)
            Assert.Equal(File.ReadAllBytes(Path.Combine(expected, "checkpoints", name)), File.ReadAllBytes(Path.Combine(actual, "checkpoints", name)));
    }
}
