using System.Text.Json;
using Basin.Analysis.Estimators;
using Basin.Analysis.Inspection;
using Basin.Experiments.Figures;
using Basin.Experiments.Reports;
using Basin.Experiments.Runs;
using Basin.Models;
using Basin.Testing;
using Basin.Training;
using Basin.Training.Instruments;

namespace Basin.Experiments.Tests.Reports;

public sealed class ComparisonTests
{
    private static readonly RunSummary Flat = Samples.Summary with
    {
        Settings = Samples.Summary.Settings with { LearningRate = 0.5 },
        Test = new Evaluation(0.125, 0.99),
        Inspection = Samples.Inspection with
        {
            Sharpness = new Sharpness(1.5, 4),
            Hessian = Samples.Inspection.Hessian with { TopEigenvalues = [new(1.5, 0.01)], Trace = new Estimate(8.25, 0.5, 32) },
        },
    };

    [Fact]
    public void The_table_is_as_approved()
    {
        var comparison = Compare(Samples.Summary, Flat);
        Approved.Equal(ComparisonText.Of(comparison), "comparison.txt");
        Approved.Equal(ComparisonText.Markdown(comparison), "comparison.md");
    }

    [Theory]
    [InlineData(34.75, 0.75, "The trace of the Hessian does not say whether b or a is flatter: 34.75 ± 0.75 against a's 35.25 ± 0.75, less than two errors apart.")]
    [InlineData(33.25, 0.65, "By its trace of the Hessian b is the flatter one: 33.25 ± 0.65 against a's 35.25 ± 0.75.")]
    [InlineData(37.25, 0.65, "By its trace of the Hessian a is the flatter one: 35.25 ± 0.75 against b's 37.25 ± 0.65.")]
    [InlineData(33.25, 0.67, "The trace of the Hessian does not say whether b or a is flatter: 33.25 ± 0.67 against a's 35.25 ± 0.75, less than two errors apart.")]
    public void A_run_is_flatter_only_beyond_two_errors(double trace, double error, string sentence)
    {
        var other = Samples.Summary with { Inspection = Samples.Inspection with { Hessian = Samples.Inspection.Hessian with { Trace = new Estimate(trace, error, 32) } } };
        Assert.Contains(sentence, Compare(Samples.Summary, other).Conclusions);
    }

    [Theory]
    [InlineData(0.9625, "Held-out examples do not say whether a or b does better: 96.25 % of 300 right against b's 96.25 %, less than two errors apart.")]
    [InlineData(1.0, "On held-out examples b does better: 100.0 % of 300 right against a's 96.25 %.")]
    [InlineData(0.98, "Held-out examples do not say whether b or a does better: 98.0 % of 300 right against a's 96.25 %, less than two errors apart.")]
    public void A_run_does_better_only_beyond_two_errors(double accuracy, string sentence) =>
        Assert.Contains(sentence, Compare(Samples.Summary, Samples.Summary with { Test = new Evaluation(0.25, accuracy) }).Conclusions);

    [Fact]
    public void Flatness_under_different_losses_is_called_no_yardstick()
    {
        var other = Samples.Summary with { Settings = Samples.Summary.Settings with { Loss = Models.Losses.LossKind.SquaredError } };
        Assert.Contains("The runs differ in loss: flatness of one is then no yardstick for another.", Compare(Samples.Summary, other).Conclusions);
        Assert.DoesNotContain(Compare(Samples.Summary, Flat).Conclusions, sentence => sentence.Contains("yardstick", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Precision.Float32, true)]
    [InlineData(Precision.Float64, false)]
    public void The_same_data_in_another_precision_are_no_other_data(Precision precision, bool isWarned)
    {
        var other = Run(Samples.Summary with { Settings = Samples.Summary.Settings with { Precision = precision } });
        other = other with { Record = other.Record with { Data = [Samples.Record.Data[0] with { Sha256 = "aa" }] } };
        var warned = Comparison.Of(["a", "b"], [Run(Samples.Summary), other]).Conclusions.Contains("The runs differ in train data: flatness of one is then no yardstick for another.");
        Assert.Equal(isWarned, warned);
    }

    [Fact]
    public void Runs_tested_on_different_examples_are_not_ranked_by_them()
    {
        var other = Run(Flat) with { Record = Samples.Record with { Data = [Samples.Record.Data[0], Samples.Record.Data[1] with { Sha256 = "aa" }] } };
        Assert.DoesNotContain(Comparison.Of(["a", "b"], [Run(Samples.Summary), other]).Conclusions, sentence => sentence.Contains("eld-out", StringComparison.Ordinal));
    }

    [Fact]
    public void Tables_and_figures_are_kept_and_replaced_only_when_that_is_asked()
    {
        using var folder = new Folder();
        RunOnDisk.Make(folder["a"], Samples.Metrics, Samples.Summary);
        RunOnDisk.Make(folder["b"], Samples.Metrics, Flat);
        var options = new ComparisonOptions { Runs = [folder["a"], folder["b"]], Out = folder["out"] };
        var comparison = ComparisonJob.Run(options);
        Assert.Equal(
            ["comparison-spectrum.json", "comparison-spectrum.svg", "comparison-training.json", "comparison-training.svg", "comparison.json", "comparison.md"],
            Directory.EnumerateFiles(folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(ComparisonText.Markdown(comparison), File.ReadAllText(folder["out/comparison.md"]));
        using var json = JsonDocument.Parse(File.ReadAllText(folder["out/comparison.json"]));
        Assert.Equal(8.25, json.RootElement.GetProperty("summaries")[1].GetProperty("inspection").GetProperty("hessian").GetProperty("trace").GetProperty("value").GetDouble());
        Assert.Contains("--force", Assert.Throws<BadInputException>(() => ComparisonJob.Run(options)).Message, StringComparison.Ordinal);
        ComparisonJob.Run(options with { Force = true });
    }

    [Fact]
    public void What_instruments_read_along_runs_stands_in_the_same_axes()
    {
        var read = new FinishedRun(Samples.Record, Samples.Summary, Samples.Read);
        var other = new FinishedRun(Samples.Record, Flat, [.. Samples.Read.Select(line => line.LearningRate is null ? line : line with { LearningRate = 0.5 })]);
        Assert.DoesNotContain(ComparisonFigures.Of([Run(Flat), Run(Flat)], ["a", "b"]), figure => figure.Name == "comparison-instruments");
        var figure = ComparisonFigures.Of([read, Run(Flat), other], ["a", "b", "c"]).Single(figure => figure.Name == "comparison-instruments").Figure;
        Assert.Equal(InstrumentCatalog.All.Select(InstrumentsFigure.TitleOf), figure.Panels.Select(panel => panel.Title));
        Assert.All(figure.Panels, panel => Assert.Equal(["a", "c"], panel.Marks.Select(mark => mark.Label).OfType<string>().Distinct()));
        var limits = figure.Panels[0].Marks.OfType<Line>().Where(line => line.IsFaint).ToArray();
        Assert.Equal([(0, 20.0), (2, 4.0)], limits.Select(line => (line.Color, line.Points[0].Y)));
    }

    [Fact]
    public void The_page_begins_with_what_follows()
    {
        FinishedRun[] runs = [Run(Samples.Summary with { Run = "runs/a" }), Run(Flat with { Run = "runs/b" })];
        var html = ComparisonReport.Render(runs);
        Assert.Contains("<li>By its trace of the Hessian b is the flatter one: 8.25 &#177; 0.50 against a&#39;s 35.25 &#177; 0.75.</li>", html, StringComparison.Ordinal);
        Assert.True(html.IndexOf("is the flatter one", StringComparison.Ordinal) < html.IndexOf("Settings that differ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_of_a_version_without_directions_of_the_noise_is_read()
    {
        var json = JsonSerializer.Serialize(Samples.Inspection, RunJson.Readable.InspectionRecord);
        var older = json.Replace("\"directions\": [],", "", StringComparison.Ordinal);
        Assert.NotEqual(json, older);
        Assert.Empty(JsonSerializer.Deserialize(older, RunJson.Readable.InspectionRecord)!.Noise.Directions);
    }

    private static Comparison Compare(params RunSummary[] runs) =>
        Comparison.Of([.. runs.Select((_, i) => $"{(char)('a' + i)}")], [.. runs.Select(Run)]);

    private static FinishedRun Run(RunSummary summary) => new(Samples.Record with { Settings = summary.Settings }, summary, Samples.Metrics);
}
