using System.Collections.Immutable;
using Basin.Analysis.Inspection;
using Basin.Experiments.Figures;
using Basin.Experiments.Runs;
using Basin.Training.Instruments;

namespace Basin.Experiments.Reports;

/// <summary>The sharpness along training against its limit, which moves with the learning rate.</summary>
internal static class SharpnessFigure
{
    // A rate that is annealed to nothing lifts its limit out of sight.
    private const double Reach = 10;

    /// <summary>The figure; null where the sharpness was measured nowhere, or only at the end and no learning rate is judged.</summary>
    /// <param name="settings">Of the run.</param>
    /// <param name="inspection">Where it landed; null where that was not measured.</param>
    /// <param name="metrics">The series.</param>
    /// <param name="stepsPerEpoch">Steps counted as one epoch.</param>
    public static Figure? Of(TrainSettings settings, InspectionRecord? inspection, IReadOnlyList<MetricsLine> metrics, int stepsPerEpoch)
    {
        var along = Readings.Of(metrics, Readings.Sharpness, stepsPerEpoch);
        var limits = Limits(settings, metrics, stepsPerEpoch);
        if (along.IsEmpty && (limits.IsEmpty || inspection is null)) return null;
        var symbol = Answer.Symbol(settings.Momentum, settings.Nesterov);
        var marks = ImmutableArray.CreateBuilder<Mark>();
        if (!limits.IsEmpty) marks.Add(new Line(Course.Thinned(Corners(limits))) { Label = symbol, Color = 1 });
        if (!along.IsEmpty) marks.AddRange(Course.Of(along, isNoisy: false, "along training", color: 0));
        if (inspection is not null) marks.Add(End(inspection, metrics.Max(line => line.Step) / (double)stepsPerEpoch));
        return new Figure
        {
            Description = limits.IsEmpty ? "The largest eigenvalue of the Hessian." : $"The sharpness, which is the largest eigenvalue of the Hessian, against {symbol}: full-batch descent cannot stay where it is above.",
            Panels =
            [
                new Panel
                {
                    Title = limits.IsEmpty ? "Sharpness" : $"Sharpness against {symbol}",
                    Caption = along.IsEmpty ? null : InstrumentCatalog.All.First(instrument => instrument.Name == Readings.Sharpness).Meaning,
                    X = new Axis("epoch", Minimum: 0),
                    Y = new Axis("largest eigenvalue", IsLog: true, Maximum: Top(limits, [.. along.Select(point => point.Y), .. inspection is null ? (double[])[] : [inspection.Sharpness.Value]])),
                    Marks = marks.ToImmutable(),
                },
            ],
        };
    }

    /// <summary>The limit at every step; empty where no learning rate is judged.</summary>
    public static ImmutableArray<(double X, double Y)> Limits(TrainSettings settings, IReadOnlyList<MetricsLine> metrics, int stepsPerEpoch) => Landing.QuestionOf(settings).LearningRate is null
        ? []
        : [.. from line in metrics where line.LearningRate is > 0 select ((double)line.Step / stepsPerEpoch, Sharpness.LimitOf(line.LearningRate!.Value, settings.Momentum, settings.Nesterov))];

    /// <summary>Where the axis ends when the limit goes far beyond all else; null for where the data do.</summary>
    public static double? Top(ImmutableArray<(double X, double Y)> limits, IEnumerable<double> measured)
    {
        if (limits.IsEmpty) return null;
        var top = Reach * measured.Append(limits.Min(limit => limit.Y)).Max();
        return limits.Max(limit => limit.Y) > top ? top : null;
    }

    /// <summary>The points where a line bends or ends: a learning rate mostly stays.</summary>
    public static ImmutableArray<(double X, double Y)> Corners(ImmutableArray<(double X, double Y)> points) =>
        [.. points.Where((point, i) => i == 0 || i == points.Length - 1 || points[i - 1].Y != point.Y || points[i + 1].Y != point.Y)];

    private static Dots End(InspectionRecord inspection, double epoch)
    {
        var error = inspection.Hessian.TopEigenvalues is [var top, ..] ? top.Residual : 0;
        return new Dots([(epoch, inspection.Sharpness.Value, error)]) { Label = $"at the end, {Numbers.WithError(inspection.Sharpness.Value, error)}", Color = 2 };
    }
}
