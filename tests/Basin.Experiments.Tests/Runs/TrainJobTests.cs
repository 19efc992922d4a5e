using Basin.Experiments.Runs;
using Basin.Models;
using Basin.Models.Losses;
using Basin.Training;
using Basin.Training.Noise;
using Basin.Training.Sampling;

namespace Basin.Experiments.Tests.Runs;

public sealed class TrainJobTests
{
    private static readonly TrainSettings Small = new()
    {
        Hidden = [6],
        Activation = Models.Layers.Activation.Tanh,
        Epochs = 2,
        Batch = 256,
        Momentum = 0.9,
        CheckpointEvery = 5,
        Inspect = false,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static TrainContext Context(string? folder = null, Disk? disk = null, int threads = 1) =>
        new() { Command = "basin train", Threads = threads, Folder = folder, Disk = disk ?? Disk.Local };

    private static Dictionary<string, byte[]> ResultsOf(string run) => Directory
        .EnumerateFiles(Path.Combine(run, "checkpoints"))
        .Append(Path.Combine(run, "metrics.jsonl"))
        .ToDictionary(path => Path.GetRelativePath(run, path), File.ReadAllBytes);

    [Fact]
    public void A_run_ended_at_any_operation_on_the_disk_goes_on_to_the_same_bytes()
    {
        using var folder = new Folder();
        var whole = new CrashingDisk(int.MaxValue);
        TrainJob.Start(Small, Context(folder["straight"], whole), Token);
        var expected = ResultsOf(folder["straight"]);
        Assert.InRange(whole.Operations, 20, 200);
        for (var survives = 0; survives < whole.Operations; survives++)
        {
            var run = folder[$"crash-{survives}"];
            Assert.Throws<CrashingDisk.CrashException>(() => TrainJob.Start(Small, Context(run, new CrashingDisk(survives)), Token));
            if (File.Exists(Path.Combine(run, "run.json"))) TrainJob.Resume(run, Context(), Token);
            else TrainJob.Start(Small, Context(run), Token);
            AssertSame(expected, ResultsOf(run), $"after {survives} operations");
            Assert.NotNull(RunFolder.ReadSummary(run));
        }
    }

    [Fact]
    public void Running_statistics_go_on_to_the_same_bytes_too()
    {
        using var folder = new Folder();
        var settings = Presets.For(ModelKind.Resnet20) with { Data = "shapes", Standardize = null, Epochs = null, Steps = 4, Batch = 16, CheckpointEvery = 1, Inspect = false };
        var whole = new CrashingDisk(int.MaxValue);
        TrainJob.Start(settings, Context(folder["straight"], whole), Token);
        Assert.Throws<CrashingDisk.CrashException>(() => TrainJob.Start(settings, Context(folder["crash"], new CrashingDisk(whole.Operations / 2)), Token));
        TrainJob.Resume(folder["crash"], Context(), Token);
        AssertSame(ResultsOf(folder["straight"]), ResultsOf(folder["crash"]), "with batch norm");
        Assert.Contains(Models.Data.SafetensorsFile.Open(folder["crash/checkpoints/step-000000000004.safetensors"]).Names, name => name.Contains("mean", StringComparison.Ordinal));
    }

    public static TheoryData<string, TrainSettings> Methods => new()
    {
        { "label flips", Small with { Methods = new() { LabelFlips = 0.2 } } },
        { "label noise", Small with { Loss = LossKind.SquaredError, Methods = new() { LabelNoise = 0.1, LabelNoiseKind = LabelNoiseKind.Gaussian } } },
        { "gauss-newton noise", Small with { Methods = new() { Noise = NoiseKind.GaussNewton, NoiseScale = 0.001 } } },
        { "gauss-newton noise of the batch", Small with { Methods = new() { Noise = NoiseKind.GaussNewtonBatch, NoiseScale = 0.001 } } },
        { "penalties", Small with { Loss = LossKind.SquaredError, Methods = new() { GradientPenalty = 0.1, FullGradientPenalty = 0.1, TracePenalty = 0.01 } } },
        { "substeps in a fixed order", Small with { Momentum = 0, Sampling = SamplingKind.Fixed, Methods = new() { Substeps = 3, HeadRateScale = 10 } } },
        { "stationary noise", Small with { WeightDecay = 0.1, Methods = new() { ParameterNoise = 0.01 } } },
        { "activation noise", Small with { Methods = new() { ActivationNoise = new() { Deviation = 0.4, Decay = 0.5, Epochs = 2 } } } },
        { "rate cut by the loss", Small with { Epochs = 6, Annealing = new() { Loss = 2.2, Factor = 0.1 } } },
        { "patches", Small with { Data = "shapes", Model = ModelKind.Cnn, Hidden = null, Methods = new() { Transform = TransformKind.Patches } } },
        { "all examples", Small with { Epochs = 6, FullBatch = true } },
    };

    [Theory, MemberData(nameof(Methods))]
    public void Every_method_is_recorded_and_goes_on_to_the_same_bytes_on_other_threads(string name, TrainSettings settings)
    {
        using var folder = new Folder();
        var whole = new CrashingDisk(int.MaxValue);
        TrainJob.Start(settings, Context(folder["straight"], whole), Token);
        Assert.Equal(settings.Methods, RunFolder.ReadRecord(folder["straight"]).Settings.Methods);
        Assert.Throws<CrashingDisk.CrashException>(() => TrainJob.Start(settings, Context(folder["crash"], new CrashingDisk(whole.Operations / 2)), Token));
        TrainJob.Resume(folder["crash"], Context(threads: 3), Token);
        AssertSame(ResultsOf(folder["straight"]), ResultsOf(folder["crash"]), name);
    }

    [Fact]
    public void A_batch_of_all_examples_is_spelt_out()
    {
        using var folder = new Folder();
        var summary = TrainJob.Start(Small with { FullBatch = true }, Context(folder["run"]), Token);
        Assert.Equal((1497, 2L), (summary.Settings.Batch, summary.Steps));
    }

    [Fact]
    public void The_regulariser_of_label_noise_is_measured_where_a_noisy_run_ends()
    {
        using var folder = new Folder();
        var settings = Small with { Inspect = true, Inspection = new InspectSettings { Examples = 50, TopK = 2, Probes = 4 }, Methods = new() { LabelFlips = 0.2 } };
        var summary = TrainJob.Start(settings, Context(folder["run"]), Token);
        var noise = summary.Inspection!.Regularization!.LabelNoise!;

        // λ = η/(B(1 − β)) for flips, and a step of momentum moves by η/(1 − β).
        Assert.Equal(0.1 / (256 * 0.1), noise.Lambda, 1e-12);
        Assert.Equal(1.0, noise.EffectiveRate, 1e-12);
        Assert.Equal(noise.Lambda * noise.R!.Value.Value, noise.Drift!.Value.Value, 1e-12);
        Assert.Contains(summary.Inspection.Notes, note => note.Contains("flipped with probability 0.2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.Float64)]
    public void Threads_do_not_change_a_byte(Precision precision)
    {
        using var folder = new Folder();
        var settings = Small with { Precision = precision, Hidden = [96, 40] };
        TrainJob.Start(settings, Context(folder["one"]), Token);
        TrainJob.Start(settings, Context(folder["three"], threads: 3), Token);
        AssertSame(ResultsOf(folder["one"]), ResultsOf(folder["three"]), "with three threads");
    }

    [Fact]
    public void Another_seed_gives_other_weights()
    {
        using var folder = new Folder();
        var one = TrainJob.Start(Small, Context(folder["one"]), Token);
        var two = TrainJob.Start(Small with { Seed = 2 }, Context(folder["two"]), Token);
        Assert.NotEqual(one.Train, two.Train);
    }

    [Fact]
    public void Only_the_last_two_checkpoints_stay()
    {
        using var folder = new Folder();
        TrainJob.Start(Small, Context(folder["run"]), Token);
        Assert.Equal(
            ["step-000000000010.safetensors", "step-000000000012.safetensors"],
            Directory.EnumerateFiles(folder["run/checkpoints"]).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Divergence_says_the_step_and_keeps_the_last_good_checkpoint()
    {
        using var folder = new Folder();
        var settings = Small with { LearningRate = 3e38, CheckpointEvery = 1, Momentum = 0 };
        var summary = TrainJob.Start(settings, Context(folder["run"]), Token);
        Assert.Equal(TrainingOutcome.Diverged, summary.Outcome);
        Assert.Contains($"the loss at step {summary.Steps} is", summary.Message, StringComparison.Ordinal);
        Assert.True(double.IsFinite(summary.Train!.Value.Loss));
        var last = Directory.EnumerateFiles(folder["run/checkpoints"]).Select(Path.GetFileName).Max(StringComparer.Ordinal);
        Assert.True(string.CompareOrdinal(last, $"step-{summary.Steps:D12}.safetensors") < 0, last);
    }

    [Fact]
    public void Going_on_with_a_finished_run_gives_its_summary_again()
    {
        using var folder = new Folder();
        var summary = TrainJob.Start(Small with { Inspect = true, Inspection = new InspectSettings { Examples = 50, TopK = 2, Probes = 4 } }, Context(folder["run"]), Token);
        var again = TrainJob.Resume(folder["run"], Context(), Token);
        Assert.Equal(summary.Train, again.Train);
        Assert.Equal(summary.Inspection!.Loss, again.Inspection!.Loss);
        Assert.Equal(2, again.Inspection.Hessian.TopEigenvalues.Length);
    }

    [Fact]
    public void An_interrupted_run_goes_on_to_the_same_bytes()
    {
        using var folder = new Folder();
        TrainJob.Start(Small, Context(folder["straight"]), Token);
        using var source = new CancellationTokenSource();
        source.Cancel();
        var stopped = TrainJob.Start(Small, Context(folder["stopped"]), source.Token);
        Assert.Equal((TrainingOutcome.Interrupted, 0L), (stopped.Outcome, stopped.Steps));
        Assert.Null(RunFolder.ReadSummary(folder["stopped"]));
        TrainJob.Resume(folder["stopped"], Context(), Token);
        AssertSame(ResultsOf(folder["straight"]), ResultsOf(folder["stopped"]), "after an interruption");
    }

    [Fact]
    public void An_inspection_reads_a_run_and_changes_nothing_in_it()
    {
        using var folder = new Folder();
        var inspection = new InspectSettings { Examples = 100, TopK = 2, Probes = 4 };
        var summary = TrainJob.Start(Small with { Inspect = true, Inspection = inspection }, Context(folder["run"]), Token);
        var before = Directory.EnumerateFiles(folder["run"], "*", SearchOption.AllDirectories).ToDictionary(path => path, File.ReadAllBytes);
        var same = InspectJob.Run(new InspectRequest { Path = folder["run"] }, Context(), Token);
        var other = InspectJob.Run(
            new InspectRequest { Path = folder["run"], Change = preset => preset with { Examples = 5000, Precision = Precision.Float32, TopK = 1 }, Seed = 9 }, Context(), Token);
        Assert.Equal(summary.Inspection!.Hessian.TopEigenvalues, same.Hessian.TopEigenvalues);
        Assert.Equal((1497, "float32", 9UL, 1), (other.Examples, other.Assumptions.Precision, other.Assumptions.Seed, other.Hessian.TopEigenvalues.Length));
        AssertSame(before, Directory.EnumerateFiles(folder["run"], "*", SearchOption.AllDirectories).ToDictionary(path => path, File.ReadAllBytes), "after an inspection");
    }

    [Fact]
    public void A_checkpoint_is_inspected_as_its_run_is_and_for_other_settings_when_asked()
    {
        using var folder = new Folder();
        TrainJob.Start(Small, Context(folder["run"]), Token);
        var checkpoint = Directory.EnumerateFiles(folder["run/checkpoints"]).Max(StringComparer.Ordinal)!;
        InspectSettings Quick(InspectSettings preset) => preset with { Examples = 50, TopK = 1, Probes = 4 };
        var run = InspectJob.Run(new InspectRequest { Path = folder["run"], Change = Quick }, Context(), Token);
        var asked = InspectJob.Run(new InspectRequest { Path = checkpoint, Change = Quick, Question = new InspectQuestion { LearningRate = 0.5, Momentum = 0.75 } }, Context(), Token);
        Assert.Equal(run.Hessian.TopEigenvalues, asked.Hessian.TopEigenvalues);
        Assert.Equal(Small.LearningRate, run.Assumptions.LearningRate);
        Assert.Equal((0.5, 0.75), (asked.Assumptions.LearningRate, asked.Assumptions.Momentum));
    }

    [Fact]
    public void Some_of_the_parameters_are_inspected_while_the_others_stay_as_they_are()
    {
        using var folder = new Folder();
        TrainJob.Start(Small, Context(folder["run"]), Token);
        InspectSettings Quick(InspectSettings preset) => preset with { Examples = 50, TopK = 1, Probes = 4 };
        var all = InspectJob.Run(new InspectRequest { Path = folder["run"], Change = Quick }, Context(), Token);
        var last = InspectJob.Run(new InspectRequest { Path = folder["run"], Change = Quick, Parameters = ["dense2.*"] }, Context(), Token);
        Assert.Equal(all.Loss, last.Loss, 1e-12);
        Assert.InRange(last.Parameters, 1, all.Parameters - 1);
        Assert.InRange(last.Hessian.TopEigenvalues[0].Value, 0, all.Hessian.TopEigenvalues[0].Value);
        var error = Assert.Throws<BadInputException>(() => InspectJob.Run(new InspectRequest { Path = folder["run"], Parameters = ["fc.*"] }, Context(), Token));
        Assert.Contains("dense1.weight", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_outside_a_run_and_data_beside_a_run_are_refused()
    {
        using var folder = new Folder();
        TrainJob.Start(Small, Context(folder["run"]), Token);
        File.Copy(Directory.EnumerateFiles(folder["run/checkpoints"]).First(), folder["alone.safetensors"]);
        Assert.Contains("a checkpoint outside a run", Refusal(new InspectRequest { Path = folder["alone.safetensors"] }), StringComparison.Ordinal);
        Assert.Contains("a run knows its data and its loss. Leave --data out.", Refusal(new InspectRequest { Path = folder["run"], Data = "synth" }), StringComparison.Ordinal);
        File.WriteAllText(folder["notes.txt"], "x");
        Assert.Contains("a file of another kind", Refusal(new InspectRequest { Path = folder["notes.txt"] }), StringComparison.Ordinal);

        string Refusal(InspectRequest request) => Assert.Throws<BadInputException>(() => InspectJob.Run(request, Context(), Token)).Message;
    }

    [Fact]
    public void Bad_settings_leave_no_folder_behind()
    {
        using var folder = new Folder();
        var error = Assert.ThrowsAny<ArgumentException>(() => TrainJob.Start(Small with { Batch = 5000 }, Context(folder["run"]), Token));
        Assert.Contains("The batch holds 5000 examples and the data only 1497; choose a batch of at most 1497.", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["run"]));
    }

    [Fact]
    public void Going_on_with_other_data_is_refused()
    {
        using var folder = new Folder();
        File.WriteAllText(folder["points.csv"], "x,y\n1,a\n2,b\n3,a\n4,b\n5,a\n6,b\n");
        using var source = new CancellationTokenSource();
        source.Cancel();
        TrainJob.Start(Small with { Data = folder["points.csv"], Batch = 2 }, Context(folder["run"]), source.Token);
        File.WriteAllText(folder["points.csv"], "x,y\n1,a\n2,b\n3,a\n4,b\n5,a\n6.5,b\n");
        var error = Assert.Throws<BadInputException>(() => TrainJob.Resume(folder["run"], Context(), Token));
        Assert.Contains("are not those the run began with", error.Message, StringComparison.Ordinal);
        Assert.Contains("Restore the data, or start a new run.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_setting_is_spelt_out_in_the_record()
    {
        using var folder = new Folder();
        TrainJob.Start(new TrainSettings { Steps = 0, Epochs = null, Inspect = false }, Context(folder["run"]), Token);
        var settings = RunFolder.ReadRecord(folder["run"]).Settings;
        Assert.Equal(Models.Losses.LossKind.CrossEntropy, settings.Loss);
        Assert.Equal(Models.Data.StandardizationKind.None, settings.Standardize);
        Assert.Equal([64], settings.Hidden!.Value);
    }

    private static void AssertSame(Dictionary<string, byte[]> expected, Dictionary<string, byte[]> actual, string when)
    {
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        foreach (var (name, bytes) in expected) Assert.True(bytes.AsSpan().SequenceEqual(actual[name]), $"{name} differs {when}.");
    }
}
