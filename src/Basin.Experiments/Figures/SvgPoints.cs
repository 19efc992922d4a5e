namespace Basin.Experiments.Figures;

/// <summary>Draws points, with stalks or error bars.</summary>
internal static class SvgPoints
{
    public static void Draw(SvgCanvas canvas, Frame frame, Dots dots)
    {
        foreach (var (x, y, error) in dots.Points.Where(point => frame.Holds(point.X, point.Y)))
        {
            if (error > 0) ErrorBar(canvas, dots, frame.X.Place(x), frame.Y.PlaceWithin(y - error), frame.Y.PlaceWithin(y + error));
            canvas.Dot(dots, frame.X.Place(x), frame.Y.Place(y));
        }
    }

    public static void Draw(SvgCanvas canvas, Frame frame, Stems stems)
    {
        var zero = SvgCanvas.N(frame.Y.PlaceWithin(0));
        foreach (var (x, y) in stems.Points.Where(point => frame.Holds(point.X, point.Y)))
        {
            canvas.Path(SvgCanvas.Stroke(stems), $"M{SvgCanvas.N(frame.X.Place(x))} {zero}V{SvgCanvas.N(frame.Y.Place(y))}");
            canvas.Dot(stems, frame.X.Place(x), frame.Y.Place(y));
        }
    }

    private static void ErrorBar(SvgCanvas canvas, Mark mark, double x, double low, double high) =>
        canvas.Path(SvgCanvas.Stroke(mark), $"M{SvgCanvas.N(x)} {SvgCanvas.N(low)}V{SvgCanvas.N(high)}m-3 0h6M{SvgCanvas.N(x - 3)} {SvgCanvas.N(low)}h6");
}
