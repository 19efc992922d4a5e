using System.Text.Json;
using System.Text.Json.Nodes;
using Basin.Experiments.Runs;
using Basin.Models;
using Basin.Models.Data;
using Basin.Training;
using Basin.Training.Instruments;

namespace Basin.Experiments.Tests.Runs;

public sealed class AlongTests
{
    private static readonly TrainSettings Small = new()
    {
        Hidden = [6],
        Activation = Models.Layers.Activation.Tanh,
        Epochs = 2,
        Batch = 256,
        CheckpointEvery = 5,
        Inspect = false,
        Along = new AlongSettings { Steps = 3, Examples = 60 },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static TrainContext Context(string? folder = null, Disk? disk = null, int threads = 1) =>
        new() { Command = "basin train", Threads = threads, Folder = folder, Disk = disk ?? Disk.Local };

    [Fact]
    public void A_run_ended_at_any_operation_on_the_disk_goes_on_to_the_same_readings_on_other_threads()
    {
        using var folder = new Folder();
        var whole = new CrashingDisk(int.MaxValue);
        TrainJob.Start(Small, Context(folder["straight"], whole), Token);
        var expected = File.ReadAllBytes(folder["straight/metrics.jsonl"]);
        for (var survives = 3; survives < whole.Operations; survives += 4)
        {
            var run = folder[$"crash-{survives}"];
            Assert.Throws<CrashingDisk.CrashException>(() => TrainJob.Start(Small, Context(run, new CrashingDisk(survives)), Token));
            TrainJob.Resume(run, Context(threads: 3), Token);
            Assert.True(expected.AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(run, "metrics.jsonl"))), $"after {survives} operations");
        }
    }

    [Fact]
    public void Readings_are_in_the_metrics_under_the_names_of_the_catalog_and_leave_the_run_as_it_was()
    {
        using var folder = new Folder();
        var summary = TrainJob.Start(Small, Context(folder["with"]), Token);
        TrainJob.Start(Small with { Along = null }, Context(folder["without"]), Token);
        var (with, without) = (RunFolder.ReadMetrics(folder["with"]), RunFolder.ReadMetrics(folder["without"]));
        var points = with.Where(line => line is { Readings: not null, Loss: null }).ToArray();
        Assert.Equal([0L, 3, 6, 9, 12], points.Select(point => point.Step));
        Assert.All(points, point => Assert.Equal(InstrumentCatalog.OfPoints.Select(instrument => instrument.Description.Name).Order(), point.Readings!.Keys));
        var steps = with.Where(line => line.Loss is not null).ToArray();
        Assert.Equal(12, steps.Length);
        Assert.All(steps, step => Assert.Subset(InstrumentCatalog.OfSteps.Select(instrument => instrument.Description.Name).ToHashSet(), step.Readings!.Keys.ToHashSet()));
        Assert.Equal((12L, 5L), (summary.Along!.Steps, summary.Along.Points));
        Assert.InRange(summary.Along.Share, 0, 1);
        Assert.Contains("at 12 steps and 5 points", summary.Along.Sentence, StringComparison.Ordinal);

        Assert.Equal(without.Select(line => (line.Step, line.Loss, line.GradientNorm, line.RunningLoss)), with.Except(points).Select(line => (line.Step, line.Loss, line.GradientNorm, line.RunningLoss)));
        const string Last = "checkpoints/step-000000000012.safetensors";
        var (one, other) = (SafetensorsFile.Open(folder[$"with/{Last}"]), SafetensorsFile.Open(folder[$"without/{Last}"]));
        Assert.Equal(one.Names, other.Names);
        Assert.All(one.Names, name => Assert.Equal(other.Read<float>(name).Values, one.Read<float>(name).Values));
    }

    [Fact]
    public void The_last_point_is_where_an_inspection_of_the_same_examples_lands()
    {
        using var folder = new Folder();
        var summary = TrainJob.Start(Small with { Inspect = true, Inspection = new InspectSettings { Examples = 60, TopK = 2, Probes = 4 } }, Context(folder["run"]), Token);
        var last = RunFolder.ReadMetrics(folder["run"]).Last(line => line is { Readings: not null, Loss: null });
        var (read, found) = (last.Readings!["sharpness"], summary.Inspection!.Sharpness.Value);
        Assert.InRange(found, read.Value - Math.Max(read.Error!.Value, 1e-3 * found), read.Value + Math.Max(read.Error.Value, 1e-3 * found));
    }

    [Fact]
    public void Batch_norm_leaves_out_what_single_gradients_say()
    {
        using var folder = new Folder();
        TrainJob.Start(Small with { BatchNorm = true }, Context(folder["run"]), Token);
        var lines = RunFolder.ReadMetrics(folder["run"]).Where(line => line.Readings is not null).ToArray();
        Assert.Contains(lines, line => line.Readings!.ContainsKey("sharpness") && line.Readings.ContainsKey("stableRate"));
        Assert.Contains(lines, line => line.Readings!.ContainsKey("updateNorm"));
        Assert.DoesNotContain(lines, line => line.Readings!.ContainsKey("noiseTrace") || line.Readings.ContainsKey("curvatureAlongStep"));
    }

    [Fact]
    public void Convolutions_are_told_apart_on_a_stride()
    {
        using var folder = new Folder();
        var settings = Presets.For(ModelKind.Cnn) with { Epochs = null, Steps = 12, Batch = 8, Inspect = false, CheckpointEvery = 100, Along = new AlongSettings { Steps = 0 } };
        TrainJob.Start(settings, Context(folder["run"]), Token);
        var lines = RunFolder.ReadMetrics(folder["run"]).Where(line => line.Readings is not null).ToArray();

        // Those of steps 9 and 10 tell apart what happens at the ends of the step between them.
        Assert.Equal([0L, 9, 10], lines.Where(line => line.Readings!.ContainsKey("noiseTrace")).Select(line => line.Step));
        Assert.Equal([10L], lines.Where(line => line.Readings!.ContainsKey("curvatureAlongStep")).Select(line => line.Step));
        Assert.Equal(12, lines.Length);
    }

    [Fact]
    public void Every_round_of_a_distillation_is_read()
    {
        using var folder = new Folder();
        TrainJob.Start(Small with { DistillRounds = 2, Epochs = 1 }, Context(folder["run"]), Token);
        foreach (var round in new[] { 1, 2 })
            Assert.Equal([0L, 3, 6], RunFolder.ReadMetrics(DistillRounds.PathOf(folder["run"], round)).Where(line => line is { Readings: not null, Loss: null }).Select(line => line.Step));
    }

    [Fact]
    public void Training_that_diverges_is_read_up_to_there()
    {
        using var folder = new Folder();
        var summary = TrainJob.Start(Small with { LearningRate = 3e38, Along = new AlongSettings { Steps = 1, Examples = 60 } }, Context(folder["run"]), Token);
        Assert.Equal(TrainingOutcome.Diverged, summary.Outcome);
        Assert.All(RunFolder.ReadMetrics(folder["run"]).SelectMany(line => line.Readings?.Values ?? []), reading => Assert.True(double.IsFinite(reading.Value)));
        Assert.InRange(summary.Along!.Points, 1, summary.Steps + 1);
    }

    [Fact]
    public void A_flow_has_no_steps_to_read_at()
    {
        using var folder = new Folder();
        var refusal = Assert.Throws<BadInputException>(() => TrainJob.Start(Small with { Flow = new FlowSettings { Kind = FlowKind.Gradient, Time = 1 }, Precision = Precision.Float64 }, Context(folder["run"]), Token));
        Assert.Contains("beside a flow", refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["run"]));
    }

    [Fact]
    public void A_record_from_before_there_were_instruments_reads_nothing_along()
    {
        using var folder = new Folder();
        TrainJob.Start(Small with { Epochs = 0 }, Context(folder["run"]), Token);
        var record = JsonNode.Parse(File.ReadAllText(folder["run/run.json"]))!;
        Assert.Equal(3, record["settings"]!["along"]!["steps"]!.GetValue<int>());
        record["settings"]!.AsObject().Remove("along");
        File.WriteAllText(folder["run/run.json"], record.ToJsonString(new JsonSerializerOptions()));
        Assert.Null(RunFolder.ReadRecord(folder["run"]).Settings.Along);
    }

    // Steps of 32 examples; a reading is 70 gradients of each of its examples.
    [Theory]
    [InlineData(940, 1500, 5_000, null, 512, 105)]
    [InlineData(940, 100, 5_000, null, 100, 105)]
    [InlineData(1_000_000, 1500, 5_000, null, 512, 52_632)]
    [InlineData(940, 60_000, 200_000, null, 128, 0)]
    [InlineData(20_000, 60_000, 200_000, null, 128, 3334)]
    [InlineData(200_000, 60_000, 200_000, null, 512, 12_500)]
    [InlineData(1000, 60_000, 5_000, 0.05, 64, 53)]
    [InlineData(100_000, 60_000, 200_000, 0.05, 380, 5264)]
    [InlineData(0, 1500, 5_000, null, 512, 1)]
    public void How_often_is_settled_by_what_training_costs(long steps, int examples, int parameters, double? budget, int expectedExamples, long expectedSteps)
    {
        var settings = new TrainSettings { Epochs = null, Steps = steps, Batch = 32, Along = new AlongSettings { Budget = budget } };
        var along = AlongPlan.Settle(settings, examples, parameters)!;
        Assert.Equal((expectedExamples, expectedSteps, budget), (along.Examples, along.Steps, along.Budget));
        Assert.Equal(along, AlongPlan.Settle(settings with { Along = along }, examples, parameters));
    }

    [Fact]
    public void What_was_asked_for_is_kept()
    {
        var settings = new TrainSettings { Along = new AlongSettings { Epochs = 2, Examples = 77 } };
        Assert.Equal(settings.Along, AlongPlan.Settle(settings, 1500, 5000));
        Assert.Null(AlongPlan.Settle(settings with { Along = null }, 1500, 5000));
    }
}
