using System.Collections.Immutable;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Papers.Smith2021;

/// <summary>An error at rates that are halved from one to the next.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Rates">ε, the largest first.</param>
/// <param name="Errors">At each.</param>
internal sealed record ErrorCurve(string Name, double[] Rates, double[] Errors)
{
    // A slope of an exact enumeration differs from the order by the next order only.
    private const double Slack = 0.05;

    /// <summary>The power of ε at the two smallest rates.</summary>
    public double LastSlope => Math.Log2(Errors[^2] / Errors[^1]);

    /// <summary>Rates from the largest on, each half of the one before.</summary>
    public static double[] Halved(double rate, int halvings) => [.. Enumerable.Range(0, halvings + 1).Select(k => rate / Math.Pow(2, k))];

    /// <summary>Measures an error at each rate.</summary>
    public static ErrorCurve Of(string name, double[] rates, Func<double, double> error) => new(name, rates, [.. rates.Select(error)]);

    /// <summary>‖x − y‖.</summary>
    public static double Distance(double[] x, double[] y) => Math.Sqrt(x.Zip(y, (a, b) => (a - b) * (a - b)).Sum());

    /// <summary>Expected to be of an order, at the smallest rates.</summary>
    public Check HasOrder(int order, string what) =>
        Check.Between($"power of ε: {what}", LastSlope, order - Slack, order + Slack, BandSource.ClosedForm);

    /// <summary>Curves in a panel with both axes by powers.</summary>
    public static Panel Panel(string title, params ImmutableArray<ErrorCurve> curves) => new()
    {
        Title = title,
        X = new Axis("ε", IsLog: true),
        Y = new Axis("distance", IsLog: true),
        Marks = [.. curves.SelectMany((curve, i) => curve.Marks(i))],
    };

    private IEnumerable<Mark> Marks(int color)
    {
        ImmutableArray<(double X, double Y)> points = [.. Rates.Zip(Errors)];
        return [new Line(points) { Label = Name, Color = color }, new Dots([.. points.Select(point => (point.X, point.Y, 0.0))]) { Color = color }];
    }
}
