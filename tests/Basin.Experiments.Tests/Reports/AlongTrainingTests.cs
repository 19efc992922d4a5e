using System.Net;
using Basin.Experiments.Figures;
using Basin.Experiments.Reports;
using Basin.Experiments.Runs;
using Basin.Testing;
using Basin.Training.Instruments;
using Basin.Training.Rules;

namespace Basin.Experiments.Tests.Reports;

public sealed class AlongTrainingTests
{
    private static readonly TrainSettings Settings = Samples.Summary.Settings;

    [Fact]
    public void What_instruments_read_is_drawn_as_approved()
    {
        // One instrument of each kind stands for all, so that another one changes nothing here.
        var figures = RunFigures.Of(Samples.Record, Samples.Summary, Samples.Read).Where(figure => figure.Name is "sharpness" or "instruments");
        var panels = figures.SelectMany(figure => figure.Figure.Panels).Where(panel => panel.Title is "Sharpness against 2/η" or "Trace of the Hessian" or "Step ‖Δθ‖");
        var all = new Figure { Description = "What instruments read.", Columns = 2, PanelHeight = 215, Panels = [.. panels] };
        Approved.Equal(SvgRenderer.Render(all), "along-training.svg");
    }

    [Fact]
    public void Every_instrument_of_the_catalog_has_a_panel_and_its_meaning()
    {
        Assert.Contains(InstrumentCatalog.All, instrument => instrument.Name == Readings.Sharpness);
        var others = InstrumentCatalog.All.Where(instrument => instrument.Name != Readings.Sharpness).ToArray();
        var figure = InstrumentsFigure.Of(Samples.Read, 10, new AlongSummary(20, 6, 0.5, 0.031))!;
        Assert.Contains("3.1 % of the training time", figure.Description, StringComparison.Ordinal);
        Assert.Equal(others.Length, figure.Panels.Length);
        Assert.All(others.Zip(figure.Panels), pair => Assert.Equal(pair.First.Label, pair.Second.Title, ignoreCase: true));
        Assert.Equal(others.Select(instrument => instrument.Meaning), figure.Panels.Select(panel => panel.Caption));
        var html = HtmlReport.Render(Samples.Record, Samples.Summary, Samples.Read);
        Assert.All(InstrumentCatalog.All, instrument => Assert.Contains($"<figcaption>{WebUtility.HtmlEncode(instrument.Meaning)}</figcaption>", html, StringComparison.Ordinal));
    }

    [Fact]
    public void The_sharpness_has_its_errors_the_limit_its_corners_and_the_inspection_its_place()
    {
        MetricsLine[] metrics =
        [
            .. Enumerable.Range(0, 100).Select(step => new MetricsLine { Step = step, Loss = 1, LearningRate = step < 50 ? 0.1 : 0.01 }),
            Sharp(20, 4, 0.5), Sharp(60, 8, null), Sharp(80, double.NaN, 0.1),
        ];
        var marks = SharpnessFigure.Of(Settings, Samples.Inspection, metrics, 10)!.Panels[0].Marks;
        Assert.Equal(["2/η", "along training", "along training", "at the end, 6.500 ± 0.010"], marks.Select(mark => mark.Label));
        Assert.Equal([(0, 20), (4.9, 20), (5, 200), (9.9, 200)], ((Line)marks[0]).Points.Select(point => (point.X, Math.Round(point.Y, 9))));
        Assert.Equal([(2, 4), (6, 8)], ((Line)marks[1]).Points);
        Assert.Equal([(2, 4, 0.5), (6, 8, 0)], ((Dots)marks[2]).Points);
        Assert.Equal([(9.9, 6.5, 0.01)], ((Dots)marks[3]).Points);
    }

    [Fact]
    public void A_run_that_was_not_inspected_shows_its_sharpness_and_one_without_a_judged_rate_no_limit()
    {
        MetricsLine[] metrics = [new MetricsLine { Step = 0, Loss = 1, LearningRate = 0.1 }, Sharp(1, 4, 0.5)];
        Assert.Equal(["2/η", "along training", "along training"], SharpnessFigure.Of(Settings, null, metrics, 10)!.Panels[0].Marks.Select(mark => mark.Label));
        Assert.Equal(["2(1+β)/η", "along training", "along training"], SharpnessFigure.Of(Settings with { Momentum = 0.9 }, null, metrics, 10)!.Panels[0].Marks.Select(mark => mark.Label));
        var panel = SharpnessFigure.Of(Settings with { Rule = RuleKind.Adamw }, null, metrics, 10)!.Panels[0];
        Assert.Equal(("Sharpness", "along training, along training"), (panel.Title, string.Join(", ", panel.Marks.Select(mark => mark.Label))));
        Assert.Null(SharpnessFigure.Of(Settings, null, metrics[..1], 10));
    }

    [Fact]
    public void A_rate_annealed_to_nothing_does_not_press_the_sharpness_flat()
    {
        MetricsLine[] Annealed(double last) => [new MetricsLine { Step = 0, LearningRate = 0.1 }, Sharp(5, 40, null), new MetricsLine { Step = 9, LearningRate = last }];
        Assert.Equal(400, SharpnessFigure.Of(Settings, null, Annealed(1e-6), 10)!.Panels[0].Y.Maximum);
        Assert.Null(SharpnessFigure.Of(Settings, null, Annealed(0.01), 10)!.Panels[0].Y.Maximum);
    }

    [Theory]
    [InlineData(true, true, null, 1.0, 2.0, 300.0)]
    [InlineData(true, false, 2.0, -1.0, 2.0, 300.0)]
    [InlineData(false, false, 2.0, 1.0, -2.0, 300.0)]
    [InlineData(false, false, null, 1.0, -2.0, 3.0)]
    [InlineData(false, false, null, 0.0, 0.0, 0.0)]
    public void An_axis_shows_both_signs_and_values_that_tower(bool isLog, bool isLogHere, double? linearUpTo, params double[] values)
    {
        var axis = Readings.AxisOf(new InstrumentDescription("x", "x", "x.", IsEachStep: true, isLog), values);
        Assert.Equal((isLogHere, linearUpTo), (axis.IsLog, axis.LinearUpTo));
    }

    private static MetricsLine Sharp(long step, double value, double? error) =>
        new() { Step = step, Readings = Samples.ReadAt(0, isEachStep: true).Clear().Add(Readings.Sharpness, new Reading(value, error)) };
}
