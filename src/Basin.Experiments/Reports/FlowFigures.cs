using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Experiments.Runs;

namespace Basin.Experiments.Reports;

/// <summary>The figures of a flow's report.</summary>
internal static class FlowFigures
{
    /// <summary>Loss and, where there are classes, accuracy along a flow; null when the run was none.</summary>
    public static Figure? Curves(IReadOnlyList<MetricsLine> metrics)
    {
        var along = metrics.Where(line => line.Time is not null).ToArray();
        if (along.Length == 0) return null;
        var x = new Axis("time", Minimum: 0);
        var train = Points(line => line.Train?.Loss);
        var losses = train.Select(point => point.Y).Where(loss => loss > 0).DefaultIfEmpty(1).ToArray();
        var panels = ImmutableArray.Create(new Panel
        {
            Title = "Loss",
            X = x,
            Y = new Axis("mean over examples", IsLog: losses.Max() > 20 * losses.Min()),
            Marks = [new Line(train) { Label = "train" }, new Line(Points(line => line.Test?.Loss)) { Label = "test", Color = 1 }],
        });
        var accuracy = Points(line => line.Test?.Accuracy * 100);
        if (accuracy.Length > 0) panels = panels.Add(new Panel { Title = "Accuracy on held-out examples", X = x, Y = new Axis("% right"), Marks = [new Line(accuracy) { Color = 1 }] });
        return new Figure { Description = "Loss and accuracy along the flow.", Panels = panels, Columns = 2 };

        ImmutableArray<(double X, double Y)> Points(Func<MetricsLine, double?> number) =>
            Course.Thinned([.. from line in along where number(line) is not null select (line.Time!.Value, number(line)!.Value)]);
    }
}
