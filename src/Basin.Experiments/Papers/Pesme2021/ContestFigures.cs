using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Training.Theory.DiagonalLinear;

namespace Basin.Experiments.Papers.Pesme2021;

/// <summary>The contest in pictures.</summary>
internal static class ContestFigures
{
    /// <summary>Loss and error along one seed's runs, as in the paper's first figures.</summary>
    public static NamedFigure Course(ContestSeed seed) => new("course", new Figure
    {
        Description = "Training loss and squared error against steps, for gradient descent, SGD, and gradient descent from SGD's effective start.",
        Columns = 2,
        Panels = [Of("Training loss", "L", seed, point => point.Loss), Of("Distance to the signal", "‖β − β*‖²", seed, point => point.SquaredError)],
    });

    /// <summary>SGD's error against that of descent, a point a seed.</summary>
    public static NamedFigure EverySeed(ContestSeed[] seeds)
    {
        var (low, high) = (seeds.Min(seed => Math.Min(seed.Sgd.SquaredError, seed.Descent.SquaredError)), seeds.Max(seed => Math.Max(seed.Sgd.SquaredError, seed.Descent.SquaredError)));
        return new NamedFigure("seeds", new Figure
        {
            Description = "Squared error of SGD and of gradient descent from SGD's effective start against that of gradient descent, one point a seed.",
            Panels =
            [
                new Panel
                {
                    Title = "Every draw of data",
                    X = new Axis("‖β − β*‖² by gradient descent from α", IsLog: true),
                    Y = new Axis("‖β − β*‖²", IsLog: true),
                    Marks =
                    [
                        new Line([(low, low), (high, high)]) { Label = "equal", Color = -1 },
                        new Dots([.. seeds.Select(seed => (seed.Descent.SquaredError, seed.Sgd.SquaredError, 0.0))]) { Label = "SGD from α", Color = 1 },
                        new Dots([.. seeds.Select(seed => (seed.Descent.SquaredError, seed.Shrunk.SquaredError, 0.0))]) { Label = "descent from α_∞", Color = 2 },
                    ],
                },
            ],
        });
    }

    private static Panel Of(string title, string quantity, ContestSeed seed, Func<DiagonalPoint, double> value) => new()
    {
        Title = title,
        X = new Axis("steps", IsLog: true),
        Y = new Axis(quantity, IsLog: true),
        Marks = [Along("gradient descent", 0, seed.Descent, value), Along("SGD", 1, seed.Sgd, value), Along("descent from α_∞", 2, seed.Shrunk, value)],
    };

    private static Line Along(string label, int color, DiagonalRun run, Func<DiagonalPoint, double> value) =>
        new([.. run.Points.Where(point => point.Step > 0).Select(point => ((double)point.Step, value(point)))]) { Label = label, Color = color };
}
