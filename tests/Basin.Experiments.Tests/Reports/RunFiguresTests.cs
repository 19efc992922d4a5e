using Basin.Analysis.Inspection;
using Basin.Analysis.Stability;
using Basin.Experiments.Figures;
using Basin.Experiments.Reports;
using Basin.Experiments.Runs;
using Basin.Testing;

namespace Basin.Experiments.Tests.Reports;

public sealed class RunFiguresTests
{
    private static Figure FigureOf(string name, InspectionRecord inspection) =>
        RunFigures.Of(Samples.Record, Samples.Summary with { Inspection = inspection }, Samples.Metrics).Single(figure => figure.Name == name).Figure;

    [Fact]
    public void The_figures_of_a_run_are_drawn_as_approved()
    {
        var figures = RunFigures.Of(Samples.Record, Samples.Summary with { Inspection = Samples.Rich }, Samples.Metrics);
        var all = new Figure { Description = "Every figure of a run.", Columns = 2, Panels = [.. figures.SelectMany(figure => figure.Figure.Panels)] };
        Approved.Equal(SvgRenderer.Render(all), "run-figures.svg");
    }

    [Fact]
    public void What_was_not_measured_has_no_figure() =>
        Assert.Equal(["training", "sharpness", "spectrum"], RunFigures.Of(Samples.Record, Samples.Summary, Samples.Metrics).Select(figure => figure.Name));

    [Fact]
    public void Noise_and_curvature_are_shares_of_their_traces()
    {
        // λ = 6.25 of tr G = 34 ± 0.5, and 0.5 of tr Σ = 1.25 ± 0.03125.
        var bars = FigureOf("noise", Samples.Rich).Panels[0].Marks.OfType<Bars>().Select(mark => mark.Items[0]).ToArray();
        Assert.Equal(100 * 6.25 / 34, bars[0].Value, 1e-12);
        Assert.Equal(Math.Sqrt(Math.Pow(100 * 0.01 / 34, 2) + Math.Pow(100 * 6.25 / 34 * 0.5 / 34, 2)), bars[0].Error, 1e-12);
        Assert.Equal((40.0, 1.0), (Math.Round(bars[1].Value, 12), Math.Round(bars[1].Error, 12)));
    }

    [Fact]
    public void Aligned_noise_is_twice_the_loss_times_the_curvature()
    {
        var line = FigureOf("noise", Samples.Rich).Panels[1].Marks.OfType<Line>().Single();
        Assert.All(line.Points, point => Assert.Equal(2 * Samples.Inspection.Loss * point.X, point.Y, 1e-12));
    }

    [Fact]
    public void The_map_says_whether_its_curve_is_a_threshold_or_a_bound()
    {
        var stability = Samples.Rich.Stability!;
        var bounded = Samples.Rich with { Stability = stability with { ByBatch = [.. stability.ByBatch.Select(limit => limit with { Kind = CriticalLearningRateKind.Bound })] } };
        Assert.Equal(["stable", "largest stable η", "the run's η/B"], LabelsOf(FigureOf("stability", Samples.Rich)));
        Assert.Equal(["not excluded", "unstable above", "the run's η/B"], LabelsOf(FigureOf("stability", bounded)));
        var run = FigureOf("stability", Samples.Rich).Panels[0].Marks.OfType<Dots>().Single().Points.Single();
        Assert.Equal((32.0, 0.1), (run.X, run.Y));
    }

    [Fact]
    public void The_limit_follows_the_learning_rate_and_the_sharpness_stands_at_the_end()
    {
        MetricsLine[] metrics = [.. Enumerable.Range(0, 100).Select(step => new MetricsLine { Step = step, Loss = 1, LearningRate = step < 50 ? 0.1 : 0.01 })];
        var marks = SharpnessFigure.Of(Samples.Summary.Settings, Samples.Inspection, metrics, 10)!.Panels[0].Marks;
        Assert.Equal([(0, 20), (4.9, 20), (5, 200), (9.9, 200)], marks.OfType<Line>().Single().Points.Select(point => (point.X, Math.Round(point.Y, 9))));
        Assert.Equal([(9.9, 6.5, 0.01)], marks.OfType<Dots>().Single().Points);
    }

    [Fact]
    public void Of_many_layers_the_largest_are_shown_in_their_order()
    {
        var layers = Enumerable.Range(0, 60).Select(i => Samples.Rich.Layers[0] with { Name = $"layer{i}", Trace = new(i % 2 == 0 ? i : -i, 0.1, 1) });
        var panel = FigureOf("layers", Samples.Rich with { Layers = [.. layers] }).Panels[0];
        Assert.Equal("Trace of the Hessian by layer, the 24 largest of 60", panel.Title);
        Assert.Equal(Enumerable.Range(36, 24).Select(i => $"layer{i}"), panel.Y.Names);
    }

    private static IEnumerable<string?> LabelsOf(Figure figure) => figure.Panels[0].Marks.Where(mark => mark.Label is not null).Select(mark => mark.Label);
}
