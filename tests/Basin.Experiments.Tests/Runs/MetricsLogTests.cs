using Basin.Experiments.Runs;
using Basin.Training;

namespace Basin.Experiments.Tests.Runs;

public sealed class MetricsLogTests
{
    private static readonly RunRecord Record = new()
    {
        Command = "",
        Started = DateTimeOffset.UnixEpoch,
        Settings = new TrainSettings(),
        Data = [],
        Versions = new RunVersions("", "", "", ""),
    };

    [Fact]
    public void Lines_are_read_as_they_were_added()
    {
        using var folder = new Folder();
        using var run = RunFolder.CreateAt(folder["run"], Record);
        run.Metrics.Add(new StepReport(0, 2.5, 0.1, double.PositiveInfinity));
        run.Metrics.Add(new EvaluationReport(1, 0.5, 2.5, null, new Evaluation(2.25, 0.75)));
        run.Metrics.Flush(sync: false);
        Assert.Equal(
            "{\"step\":0,\"loss\":2.5,\"learningRate\":0.1,\"gradientNorm\":null}\n{\"step\":1,\"epoch\":0.5,\"runningLoss\":2.5,\"test\":{\"loss\":2.25,\"accuracy\":0.75}}\n",
            File.ReadAllText(folder["run/metrics.jsonl"]));
        var lines = RunFolder.ReadMetrics(folder["run"]);
        Assert.Equal((2.5, null), (lines[0].Loss, lines[0].GradientNorm));
        Assert.Equal(new Evaluation(2.25, 0.75), lines[1].Test);
    }

    [Fact]
    public void A_line_cut_off_is_left_out_and_rewinding_removes_it()
    {
        using var folder = new Folder();
        using var run = RunFolder.CreateAt(folder["run"], Record);
        run.Metrics.Add(new StepReport(0, 1, 1, 1));
        run.Metrics.Flush(sync: false);
        var length = run.Metrics.Length;
        File.AppendAllText(folder["run/metrics.jsonl"], "{\"step\":1,\"lo");
        Assert.Single(RunFolder.ReadMetrics(folder["run"]));
        run.Metrics.Rewind(length);
        run.Metrics.Add(new StepReport(1, 1, 1, 1));
        run.Metrics.Flush(sync: false);
        Assert.Equal([0L, 1L], RunFolder.ReadMetrics(folder["run"]).Select(line => line.Step));
    }
}
