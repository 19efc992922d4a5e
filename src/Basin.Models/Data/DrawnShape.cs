using System.Collections.Immutable;

namespace Basin.Models.Data;

/// <summary>A shape of about unit radius, given by how far outside it a point lies (negative inside).</summary>
internal sealed record DrawnShape(string Name, Func<double, double, double> Distance)
{
    private const double Stroke = 0.22;

    public static ImmutableArray<DrawnShape> All { get; } =
    [
        new("disc", (x, y) => Math.Sqrt((x * x) + (y * y)) - 0.9),
        new("ring", (x, y) => Math.Abs(Math.Sqrt((x * x) + (y * y)) - 0.75) - Stroke),
        new("square", (x, y) => Box(x, y, 0.8, 0.8)),
        new("frame", (x, y) => Math.Abs(Box(x, y, 0.7, 0.7)) - Stroke),
        new("triangle", Triangle),
        new("plus", (x, y) => Math.Min(Box(x, y, 1, Stroke), Box(x, y, Stroke, 1))),
        new("cross", (x, y) => Math.Min(Bar(x, y, 1), Bar(x, y, -1))),
        new("stripes", (x, y) => Math.Min(Box(x, y - 0.6, 1, Stroke), Box(x, y + 0.6, 1, Stroke))),
    ];

    private static double Box(double x, double y, double width, double height) => Math.Max(Math.Abs(x) - width, Math.Abs(y) - height);

    private static double Bar(double x, double y, double sign)
    {
        var (along, across) = ((x + (sign * y)) * Math.Sqrt(0.5), (x - (sign * y)) * Math.Sqrt(0.5));
        return Box(along, across, 1.1, Stroke);
    }

    // Three half-planes at 120°, the tip upwards (y grows downwards).
    private static double Triangle(double x, double y)
    {
        var slanted = (Math.Abs(x) * Math.Sqrt(0.75)) - (y * 0.5);
        return Math.Max(slanted, y) - 0.5;
    }
}
