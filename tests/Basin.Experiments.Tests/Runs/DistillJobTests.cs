using Basin.Experiments.Runs;
using Basin.Models;
using Basin.Models.Losses;
using Basin.Training;
using Basin.Training.Rules;

namespace Basin.Experiments.Tests.Runs;

public sealed class DistillJobTests
{
    private static readonly TrainSettings _small = new()
    {
        Hidden = [6],
        Epochs = null,
        Steps = 12,
        Batch = 256,
        LearningRate = 0.01,
        Rule = RuleKind.Adamw,
        WeightDecay = 0.1,
        RandomLabels = 0.4,
        DistillRounds = 3,
        CheckpointEvery = 5,
        Inspect = false,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static TrainContext Context(string? folder = null, Disk? disk = null) => new() { Command = "basin train", Threads = 1, Folder = folder, Disk = disk ?? Disk.Local };

    private static byte[] LastWeights(string run) => File.ReadAllBytes(Path.Combine(run, "rounds", "03", "checkpoints", "step-000000000012.safetensors"));

    [Fact]
    public void Rounds_are_recorded_and_each_learns_the_outputs_of_the_one_before()
    {
        using var folder = new Folder();
        var summary = TrainJob.Start(_small, Context(folder["run"]), Token);
        Assert.Equal(TrainingOutcome.Finished, summary.Outcome);
        Assert.Equal(36, summary.Steps);
        var rounds = Assert.NotNull(summary.Rounds);
        Assert.Equal([1, 2, 3], rounds.Select(round => round.Round));
        Assert.All(rounds, round => Assert.NotEqual(round.Given.Accuracy, round.True.Accuracy));
        Assert.True(File.Exists(folder["run/figures/rounds.svg"]));
        Assert.Equal(rounds.Length, Assert.NotNull(RunFolder.ReadSummary(folder["run"])!.Rounds).Length);

        var records = rounds.Select(round => RunFolder.ReadRecord(round.Run)).ToArray();
        Assert.Equal([null, rounds[0].Run, rounds[1].Run], records.Select(record => record.Settings.Teacher));
        Assert.Equal(3, records.Select(record => record.Settings.Seed).Distinct().Count());
        Assert.Equal(3, records.Select(record => record.Data[0].Sha256).Distinct().Count());
        Assert.Single(records.Select(record => record.Data[1].Sha256).Distinct());
    }

    [Fact]
    public void A_distillation_ended_anywhere_goes_on_to_the_same_bytes()
    {
        using var folder = new Folder();
        var whole = new CrashingDisk(int.MaxValue);
        TrainJob.Start(_small, Context(folder["straight"], whole), Token);
        for (var part = 1; part < 10; part += 2)
        {
            var run = folder[$"crash-{part}"];
            Assert.Throws<CrashingDisk.CrashException>(() => TrainJob.Start(_small, Context(run, new CrashingDisk(whole.Operations * part / 10)), Token));
            TrainJob.Resume(run, Context(), Token);
            Assert.Equal(LastWeights(folder["straight"]), LastWeights(run));
            Assert.Equal(3, Assert.NotNull(RunFolder.ReadSummary(run)!.Rounds).Length);
        }
    }

    [Fact]
    public void A_distillation_is_inspected_where_its_last_round_landed()
    {
        using var folder = new Folder();
        TrainJob.Start(_small, Context(folder["run"]), Token);
        InspectSettings Few(InspectSettings settings) => settings with { Examples = 64, TopK = 1, Probes = 4 };
        var whole = InspectJob.Run(new InspectRequest { Path = folder["run"], Change = Few }, Context(), Token);
        var last = InspectJob.Run(new InspectRequest { Path = folder["run/rounds/03"], Change = Few, Seed = 1 }, Context(), Token);
        Assert.Equal(last.Loss, whole.Loss, 1e-2);
        Assert.Null(whole.Stability!.LearningRate);
    }

    [Fact]
    public void Another_network_learns_from_any_run()
    {
        using var folder = new Folder();
        TrainJob.Start(_small with { DistillRounds = 1, RandomLabels = 0, Loss = LossKind.SquaredError }, Context(folder["teacher"]), Token);
        var pupil = TrainJob.Start(_small with { DistillRounds = 1, RandomLabels = 0, Hidden = [3, 3], Teacher = folder["teacher"] }, Context(folder["pupil"]), Token);
        Assert.Equal(LossKind.SquaredError, pupil.Settings.Loss);
        Assert.Null(pupil.Train!.Value.Accuracy);
        Assert.NotNull(pupil.Test!.Value.Accuracy);
    }

    [Fact]
    public void What_cannot_be_distilled_is_refused_before_anything_is_written()
    {
        using var folder = new Folder();
        Refused<BadInputException>(_small with { Loss = LossKind.CrossEntropy }, "--loss squared-error");
        Refused<ArgumentException>(_small with { Momentum = 0.9 }, "Momentum 0.9 was asked for with AdamW");
        Refused<ArgumentException>(_small with { Batch = 5000 }, "choose a batch of at most");
        Refused<BadInputException>(_small with { Teacher = folder["none"] }, "no such folder");
        Refused<BadInputException>(_small with { Data = "diabetes.csv" }, "there is no such file");

        void Refused<T>(TrainSettings settings, string reason)
            where T : Exception
        {
            Assert.Contains(reason, Assert.ThrowsAny<T>(() => TrainJob.Start(settings, Context(folder["run"]), Token)).Message, StringComparison.Ordinal);
            Assert.False(Directory.Exists(folder["run"]));
        }
    }
}
