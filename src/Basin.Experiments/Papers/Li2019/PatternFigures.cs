using System.Collections.Immutable;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Papers.Li2019;

/// <summary>Test accuracies of runs on the two patterns.</summary>
internal static class PatternFigures
{
    /// <summary>One panel for each schedule.</summary>
    public static Figure Courses(PatternRun large, PatternRun small) => new()
    {
        Description = "Test accuracy on examples with one pattern alone, against steps. With the large rate first, the noisy pattern is learned before annealing and the clean one after it; with the small rate the clean one at once and the noisy one never.",
        Columns = 2,
        Panels = [Of("large rate, then small", large), Of("small rate throughout", small)],
    };

    /// <summary>One run.</summary>
    public static Panel Of(string title, PatternRun run) => new()
    {
        Title = title,
        X = new Axis("step"),
        Y = new Axis("test accuracy", Minimum: 0, Maximum: 1.05),
        Marks =
        [
            new Rule(0.5, "chance") { Color = -1 },
            new Line(Course(run, point => point.First)) { Label = "noisy pattern alone", Color = 0 },
            new Line(Course(run, point => point.Second)) { Label = "clean pattern alone", Color = 1 },
        ],
    };

    private static ImmutableArray<(double X, double Y)> Course(PatternRun run, Func<PatternPoint, double> number) =>
        [.. run.Points.Select(point => ((double)point.Step, number(point)))];
}
