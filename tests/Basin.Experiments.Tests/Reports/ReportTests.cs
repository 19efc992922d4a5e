using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Basin.Analysis.Estimators;
using Basin.Analysis.Inspection;
using Basin.Experiments.Figures;
using Basin.Experiments.Reports;
using Basin.Experiments.Runs;
using Basin.Models;
using Basin.Testing;
using Basin.Training.Instruments;
using Basin.Training.Rules;

namespace Basin.Experiments.Tests.Reports;

public sealed partial class ReportTests
{
    [Fact]
    public void The_text_of_a_run_is_as_approved() => Approved.Equal(TextReport.Of(Samples.Summary), "run.txt");

    [Fact]
    public void The_json_of_a_run_is_as_approved() =>
        Approved.Equal(JsonSerializer.Serialize(Samples.Summary, RunJson.Readable.RunSummary), "run.json");

    [Fact]
    public void The_json_of_a_run_is_read_as_it_was_written()
    {
        var json = JsonSerializer.Serialize(Samples.Summary, RunJson.Readable.RunSummary);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, RunJson.Readable.RunSummary)!, RunJson.Readable.RunSummary));
    }

    [Fact]
    public void Numbers_that_json_lacks_become_null()
    {
        var json = JsonSerializer.Serialize(Samples.Inspection with { GradientNorm = double.NaN }, RunJson.Readable.InspectionRecord);
        Assert.Contains("\"gradientNorm\": null", json, StringComparison.Ordinal);
        Assert.True(double.IsNaN(JsonSerializer.Deserialize(json, RunJson.Readable.InspectionRecord)!.GradientNorm));
    }

    [Theory]
    [InlineData(6.5, 0.01, 20.0, "The sharpness here is 6.500 ± 0.010, 0.325 times the limit 2/η = 20: full-batch descent at η = 0.1 can stay here.")]
    [InlineData(25, 0.01, 20.0, "The sharpness here is 25.000 ± 0.010, 1.25 times the limit 2/η = 20: full-batch descent at η = 0.1 cannot stay here, and will move to where it is flatter.")]
    [InlineData(20.5, 1.0, 20.0, "The sharpness here is 20.5 ± 1.0, 1.025 times the limit 2/η = 20: undecided, because the error reaches across the limit. A closer eigenvalue would settle it.")]
    [InlineData(8, 0.0, null, "The sharpness here is 8: full-batch descent can stay here at learning rates up to 0.25.")]
    public void The_answer_follows_from_sharpness_error_and_limit(double value, double residual, double? limit, string answer)
    {
        var inspection = Samples.Inspection with
        {
            Sharpness = new Sharpness(value, limit),
            Hessian = Samples.Inspection.Hessian with { TopEigenvalues = [new(value, residual)] },
        };
        Assert.Equal(answer, Answer.Of(inspection));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(0.1, null)]
    [InlineData(0.10000001, null)]
    [InlineData(0.0, null)]
    [InlineData(0.001234567, "This is judged at the η = 0.1 of the settings. The last step had η = 0.001235, whose limit is 2/η = 1,620: 'basin inspect runs/synth-mlp-lr0.1-b32-s1 --lr 0.001235' judges at that rate.")]
    public void A_rate_that_was_annealed_is_told_apart_from_the_one_that_is_judged(double? last, string? sentence)
    {
        var summary = Samples.Summary with { FinalLearningRate = last };
        Assert.Equal(sentence, Answer.OfAnnealing(summary));
        Assert.Equal(sentence is not null, TextReport.Of(summary).ReplaceLineEndings(" ").Contains(sentence ?? "This is judged", StringComparison.Ordinal));
        Assert.Null(Answer.OfAnnealing(summary with { Inspection = null }));
    }

    public static TheoryData<TrainSettings, string> Headlines => new()
    {
        { new(), "mlp on synth, η = 0.1, B = 32, seed 1" },
        { new() { Data = "/x/y.npz", Model = ModelKind.Resnet20, Momentum = 0.9, Nesterov = true, Schedule = ScheduleKind.Cosine, WeightDecay = 5e-4, Batch = 4096, Seed = 7 }, "resnet20 on y.npz, η = 0.1 (cosine), B = 4,096, β = 0.9 (Nesterov), weight decay 0.0005, seed 7" },
        { new() { Rule = RuleKind.Adamw, FullBatch = true }, "mlp on synth, adamw, η = 0.1, B = all, seed 1" },
        { new() { Flow = new() { Kind = FlowKind.Gradient, Time = 2.5 } }, "mlp on synth, gradient flow for t = 2.5, seed 1" },
    };

    [Theory, MemberData(nameof(Headlines))]
    public void A_run_is_told_in_a_line(TrainSettings settings, string line) => Assert.Equal(line, Headline.Of(settings));

    [Theory]
    [InlineData(0.0, false, 20)]
    [InlineData(0.9, false, 38)]
    [InlineData(0.9, true, 38 / 2.8)]
    public void The_limit_knows_momentum(double momentum, bool nesterov, double limit) =>
        Assert.Equal(limit, Sharpness.LimitOf(0.1, momentum, nesterov), 1e-12);

    [Fact]
    public void The_page_asks_nobody_for_anything()
    {
        var html = HtmlReport.Render(Samples.Record, Samples.Summary, Samples.Metrics);
        Assert.DoesNotMatch("<script|<link|<img|<iframe|@import|url\\(", html);
        Assert.All(Address().Matches(html), match => Assert.Equal("http://www.w3.org/2000/svg", match.Value));
        Assert.Contains("--data &lt;x&gt;", html, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme:dark", html, StringComparison.Ordinal);
        Assert.True(html.IndexOf("The sharpness here", StringComparison.Ordinal) < html.IndexOf("<svg", StringComparison.Ordinal), "The answer comes first.");
    }

    [Fact]
    public void A_run_without_inspection_or_series_has_a_page_too()
    {
        var html = HtmlReport.Render(Samples.Record, Samples.Summary with { Inspection = null, Test = null, Train = null }, []);
        Assert.Contains("Finished after 940 steps.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_goes_from_the_answer_to_the_settings()
    {
        var html = HtmlReport.Render(Samples.Record, Samples.Summary with { Inspection = Samples.Rich }, Samples.Metrics);
        string[] order =
        [
            "The sharpness here", "<h2>Training", ">Sharpness against 2/η<", "<h2>Where it landed", ">All 2,410 eigenvalues, smoothed<", ">Trace of the Hessian by layer<",
            "<h2>Noise against curvature", "<h2>What SGD does here", ">Stability here, by batch size (stable as run)<", ">Terms that SGD adds to the loss of 0.1235<", "<h2>Every number", "<h2>Settings",
        ];
        var places = order.Select(text => html.IndexOf(text, StringComparison.Ordinal)).ToArray();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.Contains("@media print", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_a_long_run_and_the_numbers_of_its_figures_stay_small()
    {
        const int Steps = 100_000;
        var (cheap, dear) = (Readings(isEachStep: true), Readings(isEachStep: false));
        MetricsLine[] metrics =
        [
            .. Enumerable.Range(0, Steps).Select(step => new MetricsLine { Step = step, Loss = 2 + Math.Sin(step), LearningRate = 0.1 / (1 + step), GradientNorm = 1.5 + Math.Cos(step), Readings = cheap[step % 97] }),
            .. Enumerable.Range(0, Steps).Select(step => new MetricsLine { Step = step, Epoch = step, RunningLoss = 2 + Math.Sin(step), Test = new(1 + Math.Cos(step), 0.5) }),
            .. Enumerable.Range(0, Steps).Select(step => new MetricsLine { Step = step, Readings = dear[step % 89] }),
        ];
        var run = Samples.Summary with { Inspection = Samples.Rich, Steps = Steps };
        Assert.InRange(HtmlReport.Render(Samples.Record, run, metrics).Length, 20_000, 500_000);
        Assert.All(RunFigures.Of(Samples.Record, run, metrics), figure =>
        {
            using var json = new MemoryStream();
            FigureJson.Write(json, figure.Figure);
            Assert.InRange(json.Length, 500, 600_000);
        });

        static ImmutableSortedDictionary<string, Reading>[] Readings(bool isEachStep) => [.. Enumerable.Range(0, 97).Select(step => Samples.ReadAt(step, isEachStep))];
    }

    [Fact]
    public void A_program_that_is_not_there_is_named()
    {
        var error = Assert.Throws<BadInputException>(() => OutsideProgram.Find("--pdf", "no-such-browser", "nor-this"));
        Assert.Contains("--pdf: no no-such-browser or nor-this on this machine's search path", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<double, double, string> Errors => new()
    {
        { 35.25, 0.75, "35.25 ± 0.75" },
        { 35.25, 0, "35.25" },
        { 12345, 678, "12,345 ± 678" },
        { 0.0123456, 0.00012, "0.01235 ± 0.00012" },
        { 1.5e-6, 2e-7, "1.5e−6 ± 2e−7" },
        { -3.14159, 0.02, "−3.142 ± 0.020" },
        { 1.89757, 1e-15, "1.898" },
        { 0, 0.5, "0.00 ± 0.50" },
        { double.NaN, 1, "unknown" },
    };

    [Theory, MemberData(nameof(Errors))]
    public void An_error_decides_how_many_figures_are_shown(double value, double error, string text) =>
        Assert.Equal(text, Numbers.WithError(new Estimate(value, error, 1)));

    [GeneratedRegex("https?://[^\"' )<]+")]
    private static partial Regex Address();
}
