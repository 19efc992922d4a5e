using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Experiments.Runs;
using Basin.Training.Instruments;

namespace Basin.Experiments.Reports;

/// <summary>Several runs in the same axes.</summary>
internal static class ComparisonFigures
{
    /// <summary>Every figure that at least one of the runs has the numbers for.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="labels">What to call each.</param>
    public static IEnumerable<ReportFigure> Of(IReadOnlyList<FinishedRun> runs, ImmutableArray<string> labels)
    {
        var curves = ImmutableArray.CreateBuilder<Panel>();
        curves.AddRange(Panel("Training loss", "running mean over examples", isLog: true, Lines(runs, labels, line => line.RunningLoss)));
        curves.AddRange(Panel("Loss on held-out examples", "mean over examples", isLog: true, Lines(runs, labels, line => line.Test?.Loss)));
        curves.AddRange(Panel("Accuracy on held-out examples", "% right", isLog: false, Lines(runs, labels, line => 100 * line.Test?.Accuracy)));
        if (curves.Count > 0)
            yield return new ReportFigure("comparison-training", "In the same axes", new Figure { Description = "Loss and accuracy of every run along training.", Panels = curves.ToImmutable(), Columns = 2 });
        var along = InstrumentCatalog.All.SelectMany(instrument => Along(instrument, runs, labels)).ToImmutableArray();
        if (along.Length > 0)
            yield return new ReportFigure("comparison-instruments", "In the same axes", new Figure { Description = "What the instruments read along every run; faint, the sharpness beyond which its full-batch descent cannot stay.", Panels = along, Columns = 2 });
        var landed = runs.Select((run, i) => (run.Summary.Inspection, Index: i)).Where(run => run.Inspection is not null).ToArray();
        if (landed.Length == 0) yield break;
        yield return new ReportFigure("comparison-spectrum", "In the same axes", new Figure
        {
            Description = "The largest eigenvalues of the Hessian where each run landed.",
            Panels =
            [
                new Panel
                {
                    Title = "Largest eigenvalues of the Hessian",
                    X = new Axis("rank from above", IsWhole: true),
                    Y = new Axis("eigenvalue", IsLog: true),
                    Marks = [.. landed.Select(run => new Dots([.. run.Inspection!.Hessian.TopEigenvalues.Select((value, rank) => (rank + 1.0, value.Value, value.Residual))]) { Label = labels[run.Index], Color = run.Index })],
                },
            ],
        });
    }

    // The readings of every run that has any; of the sharpness also the limit that each run had.
    private static IEnumerable<Panel> Along(InstrumentDescription instrument, IReadOnlyList<FinishedRun> runs, ImmutableArray<string> labels)
    {
        var read =
            from run in runs.Index()
            let points = Readings.Of(run.Item.Metrics, instrument.Name, run.Item.StepsPerEpoch)
            where points.Length > 0
            select (Run: run.Item, run.Index, Points: points);
        var all = read.ToArray();
        if (all.Length == 0) yield break;
        var axis = Readings.AxisOf(instrument, [.. all.SelectMany(run => run.Points).Select(point => point.Y)]);
        var marks = ImmutableArray.CreateBuilder<Mark>();
        if (instrument.Name == Readings.Sharpness)
        {
            var limits = all.Select(run => (run.Index, Points: SharpnessFigure.Limits(run.Run.Summary.Settings, run.Run.Metrics, run.Run.StepsPerEpoch))).ToArray();
            axis = axis with { Maximum = SharpnessFigure.Top([.. limits.SelectMany(run => run.Points)], all.SelectMany(run => run.Points).Select(point => point.Y)) };
            marks.AddRange(limits.Where(run => !run.Points.IsEmpty).Select(run => new Line(Course.Thinned(SharpnessFigure.Corners(run.Points)), IsFaint: true) { Color = run.Index }));
        }

        marks.AddRange(all.SelectMany(run => Course.Among(run.Points, instrument.IsEachStep, labels[run.Index], run.Index)));
        yield return new Panel { Title = InstrumentsFigure.TitleOf(instrument), Caption = instrument.Meaning, X = new Axis("epoch", Minimum: 0), Y = axis with { Label = "" }, Marks = marks.ToImmutable() };
    }

    private static IEnumerable<Line> Lines(IReadOnlyList<FinishedRun> runs, ImmutableArray<string> labels, Func<MetricsLine, double?> value) =>
        from run in runs.Index()
        let points = Course.Thinned([.. from line in run.Item.Metrics where line.Epoch is not null && value(line) is not null select (line.Epoch!.Value, value(line)!.Value)])
        where points.Length > 0
        select new Line(points) { Label = labels[run.Index], Color = run.Index };

    private static IEnumerable<Panel> Panel(string title, string quantity, bool isLog, IEnumerable<Line> lines)
    {
        ImmutableArray<Mark> marks = [.. lines];
        if (!marks.IsEmpty) yield return new Panel { Title = title, X = new Axis("epoch", Minimum: 0), Y = new Axis(quantity, IsLog: isLog), Marks = marks };
    }
}
