using Basin.Analysis.Stability;
using Basin.Experiments.Catalogs;
using Basin.Experiments.Runs;
using Basin.Experiments.Tests.Reports;
using Basin.Training;
using Basin.Training.Instruments;

namespace Basin.Experiments.Tests.Catalogs;

public sealed class RunCatalogTests
{
    private static readonly TrainSettings Hundred = Samples.Record.Settings with { Epochs = null, Steps = 100 };

    [Fact]
    public void A_finished_run_shows_what_it_came_to()
    {
        using var folder = new Folder();
        folder.Finished("x");
        var row = Assert.Single(new RunCatalog(folder.Path).List());
        var (inspection, summary) = (Samples.Inspection, Samples.Summary);
        Assert.Equal(
            new RunRow
            {
                Id = "x",
                Name = "x",
                Status = RunStatus.Finished,
                Message = summary.Message,
                Started = Samples.Record.Started,
                Data = "synth",
                Model = ModelKind.Mlp,
                LearningRate = 0.1,
                Batch = 32,
                Momentum = 0,
                Seed = 1,
                Step = 940,
                Steps = 940,
                Epoch = 20,
                Loss = summary.Train!.Value.Loss,
                TestLoss = summary.Test!.Value.Loss,
                TestAccuracy = summary.Test.Value.Accuracy,
                Sharpness = inspection.Sharpness.Value,
                SharpnessLimit = inspection.Sharpness.Limit,
                Verdict = StabilityVerdict.Stable,
                Seconds = summary.Seconds,
            },
            row);
    }

    [Theory]
    [InlineData(TrainingOutcome.Finished, RunStatus.Finished)]
    [InlineData(TrainingOutcome.LossReached, RunStatus.LossReached)]
    [InlineData(TrainingOutcome.Diverged, RunStatus.Diverged)]
    [InlineData(TrainingOutcome.Interrupted, RunStatus.Interrupted)]
    public void Its_status_is_its_outcome(TrainingOutcome outcome, RunStatus status)
    {
        using var folder = new Folder();
        folder.Finished("x", outcome);
        Assert.Equal(status, Assert.Single(new RunCatalog(folder.Path).List()).Status);
    }

    [Fact]
    public void A_run_runs_while_somebody_holds_it()
    {
        using var folder = new Folder();
        var catalog = new RunCatalog(folder.Path);
        using (folder.Going("x", Hundred))
            Assert.Equal((RunStatus.Running, "Training."), (catalog.List()[0].Status, catalog.List()[0].Message));
        Assert.Equal((RunStatus.Interrupted, "Ended before it was done; it can be resumed."), (catalog.List()[0].Status, catalog.List()[0].Message));
        using (RunFolder.Open(folder["x"]))
            Assert.Equal(RunStatus.Running, catalog.List()[0].Status);
    }

    [Fact]
    public void The_name_that_a_killed_process_left_behind_holds_nothing()
    {
        using var folder = new Folder();
        File.WriteAllText(Path.Combine(folder.Left("x"), ".lock-owner"), "1");
        var catalog = new RunCatalog(folder.Path);
        Assert.Equal(RunStatus.Interrupted, catalog.List()[0].Status);
        Assert.Equal(RunStatus.Interrupted, catalog.List()[0].Status);
        using (RunFolder.Open(folder["x"]))
            Assert.Equal(RunStatus.Running, catalog.List()[0].Status);
    }

    [Fact]
    public void Its_numbers_follow_the_lines_that_are_added()
    {
        using var folder = new Folder();
        using var run = folder.Going("x", Hundred with { Momentum = 0.9 });
        var catalog = new RunCatalog(folder.Path);
        Assert.Equal((null, 100L, null), (catalog.List()[0].Step, catalog.List()[0].Steps, catalog.List()[0].Loss));
        run.Metrics.Add(new StepReport(47, 0.5, 0.2, 1, 0));
        run.Metrics.Flush(sync: false);
        var first = catalog.List()[0];
        Assert.Equal((47L, 1.0, 0.5, null), (first.Step, first.Epoch, first.Loss, first.TestLoss));
        Assert.Equal(19, first.SharpnessLimit!.Value, 1e-12);
        run.Metrics.Add(new EvaluationReport(94, 2, 0.25, null, new Evaluation(0.125, 0.75)));
        run.Metrics.Flush(sync: false);
        File.AppendAllText(RunsOnDisk.MetricsOf(folder["x"]), "{\"step\":94,\"readings\":{\"sharpness\":{\"value\":7.5,\"error\":0.1}}}\n{\"step\":95,\"lo");
        var second = catalog.List()[0];
        Assert.Equal((94L, 0.25, 0.125, 0.75, 7.5), (second.Step, second.Loss, second.TestLoss, second.TestAccuracy, second.Sharpness));
    }

    [Fact]
    public void A_series_that_is_cut_and_written_anew_is_read_anew()
    {
        using var folder = new Folder();
        var path = RunsOnDisk.MetricsOf(folder.Left("x", Hundred));
        var catalog = new RunCatalog(folder.Path);
        File.WriteAllText(path, "{\"step\":1,\"loss\":1}\n{\"step\":2,\"loss\":0.5,\"penalty\":0.25}\n");
        Assert.Equal(0.5, catalog.List()[0].Loss);
        File.WriteAllText(path, "{\"step\":1,\"loss\":1}\n");
        Assert.Equal((1L, 1.0), (catalog.List()[0].Step, catalog.List()[0].Loss));
    }

    [Fact]
    public void What_has_not_changed_is_not_read_again()
    {
        using var folder = new Folder();
        folder.Finished("x");
        folder.Left("y", Hundred);
        var catalog = new RunCatalog(folder.Path);
        var first = catalog.List();
        var second = catalog.List();
        Assert.Same(first.Single(row => row.Id == "x"), second.Single(row => row.Id == "x"));
        Assert.Same(first.Single(row => row.Id == "y"), second.Single(row => row.Id == "y"));
        File.Delete(Path.Combine(folder["x"], "done"));
        Assert.Equal(RunStatus.Interrupted, catalog.List().Single(row => row.Id == "x").Status);
        Directory.Delete(folder["y"], recursive: true);
        Assert.Equal(["x"], catalog.List().Select(row => row.Id));
    }

    [Fact]
    public void The_newest_comes_first_and_the_unreadable_last()
    {
        using var folder = new Folder();
        foreach (var (id, day) in new[] { ("old", 1), ("new", 3), ("middle", 2) })
        {
            using var run = RunFolder.CreateAt(folder[id], Samples.Record with { Started = new DateTimeOffset(2026, 1, day, 0, 0, 0, TimeSpan.Zero) });
        }

        Directory.CreateDirectory(folder["broken"]);
        File.WriteAllText(folder["broken/run.json"], "{");
        var rows = new RunCatalog(folder.Path).List();
        Assert.Equal(["new", "middle", "old", "broken"], rows.Select(row => row.Id));
        Assert.Equal(RunStatus.Unreadable, rows[3].Status);
        Assert.Contains("broken/run.json: cannot be read", rows[3].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_distillation_shows_its_newest_round()
    {
        using var folder = new Folder();
        using var whole = folder.Going("x", Hundred with { DistillRounds = 3 });
        folder.Finished("x/rounds/01");
        File.WriteAllText(RunsOnDisk.MetricsOf(folder.Left("x/rounds/02", Hundred)), "{\"step\":10,\"loss\":0.5}\n");
        var row = new RunCatalog(folder.Path).List().Single(row => row.Id == "x");
        Assert.Equal((110L, 300L, 0.5, "Round 2 of 3: training."), (row.Step, row.Steps, row.Loss, row.Message));
    }

    [Fact]
    public void A_flow_counts_its_points()
    {
        using var folder = new Folder();
        using var run = folder.Going("x", Samples.Record.Settings with { Flow = new FlowSettings { Kind = FlowKind.Gradient, Time = 2 } });
        run.Metrics.Add(50, 0.5, new Evaluation(0.25, null), null);
        run.Metrics.Flush(sync: false);
        var row = new RunCatalog(folder.Path).List()[0];
        Assert.Equal((50L, 200L, null, 0.25, "Following the flow."), (row.Step, row.Steps, row.Epoch, row.Loss, row.Message));
    }

    [Fact]
    public void Whatever_becomes_of_its_files_a_run_is_a_row_and_its_neighbours_are_unharmed()
    {
        using var folder = new Folder();
        folder.Finished("sound");
        folder.Finished("x");
        var random = new Random(1);
        var unreadable = 0;
        foreach (var name in new[] { "run.json", "done" })
        {
            var path = folder[$"x/{name}"];
            var whole = File.ReadAllBytes(path);
            for (var i = 0; i < 150; i++)
            {
                var bytes = whole.ToArray();
                for (var k = random.Next(1, 4); k > 0; k--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                File.WriteAllBytes(path, i % 3 == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
                var rows = new RunCatalog(folder.Path).List();
                Assert.Equal(RunStatus.Finished, rows.Single(row => row.Id == "sound").Status);
                if (rows.Single(row => row.Id == "x") is { Status: RunStatus.Unreadable } row)
                {
                    unreadable++;
                    Assert.NotEqual("", row.Message);
                }
            }

            File.WriteAllBytes(path, whole);
        }

        Assert.InRange(unreadable, 100, 300);
    }

    [Fact]
    public void Details_say_what_the_report_says()
    {
        using var folder = new Folder();
        folder.Finished("x");
        var catalog = new RunCatalog(folder.Path);
        var run = catalog.Find("x")!;
        var details = RunDetails.Of(run, catalog.RowOf(run));
        Assert.Equal(Experiments.Reports.Answer.Of(Samples.Inspection), details.Answer[0]);
        Assert.Equal(Samples.Inspection.Advice, details.Advice);
        Assert.Equal((47, false), (details.StepsPerEpoch, details.HasReport));
        Assert.Equal(InstrumentCatalog.All, details.Instruments);
        Assert.Empty(details.Figures);
    }
}
