using System.Text;

namespace Basin.Experiments.Figures;

/// <summary>Draws bars, histograms and heat maps.</summary>
internal static class SvgAreas
{
    public static void Draw(SvgCanvas canvas, Frame frame, Bars bars)
    {
        var (along, up) = bars.IsHorizontal ? (frame.Y, frame.X) : (frame.X, frame.Y);
        foreach (var (at, value, error) in bars.Items.Where(item => along.Shows(item.At) && double.IsFinite(item.Value)))
        {
            var (side, other) = Ordered(along.PlaceWithin(at - (bars.Width / 2)), along.PlaceWithin(at + (bars.Width / 2)));
            var (low, high) = Ordered(up.PlaceWithin(0), up.PlaceWithin(value));
            if (bars.IsHorizontal) canvas.Rectangle(SvgCanvas.Fill(bars), low, side, high, other);
            else canvas.Rectangle(SvgCanvas.Fill(bars), side, low, other, high);
            if (!(error > 0)) continue;
            var (from, to, middle) = (SvgCanvas.N(up.PlaceWithin(value - error)), SvgCanvas.N(up.PlaceWithin(value + error)), (side + other) / 2);
            canvas.Path("f-line f-error", bars.IsHorizontal
                ? $"M{from} {SvgCanvas.N(middle)}H{to}m0 -4v8M{from} {SvgCanvas.N(middle - 4)}v8"
                : $"M{SvgCanvas.N(middle)} {from}V{to}m-4 0h8M{SvgCanvas.N(middle - 4)} {from}h8");
        }
    }

    public static void Draw(SvgCanvas canvas, Frame frame, Histogram histogram)
    {
        var zero = SvgCanvas.N(frame.Y.PlaceWithin(0));
        var outline = new StringBuilder();
        for (var bin = 0; bin < histogram.Heights.Length; bin++)
        {
            if (bin == 0) outline.Append('M').Append(SvgCanvas.N(frame.X.PlaceWithin(histogram.Edges[0]))).Append(' ').Append(zero);
            outline.Append('V').Append(SvgCanvas.N(frame.Y.PlaceWithin(histogram.Heights[bin]))).Append('H').Append(SvgCanvas.N(frame.X.PlaceWithin(histogram.Edges[bin + 1])));
        }

        outline.Append('V').Append(zero);
        canvas.Path($"f-area {SvgCanvas.Fill(histogram)}", outline.ToString() + "Z");
        canvas.Path(SvgCanvas.Stroke(histogram), outline.ToString());
    }

    public static void Draw(SvgCanvas canvas, Frame frame, HeatMap map) => canvas.Seamless(() => Cells(canvas, frame, map));

    /// <summary>The bar of colours, from <paramref name="left"/> to the right of the frame.</summary>
    public static void ColorBar(SvgCanvas canvas, Frame frame, HeatMap map, double left, double right)
    {
        const double Width = 12;
        var height = (frame.Bottom - frame.Top) / ColorScale.Steps;
        canvas.Seamless(() =>
        {
            // Each over the one above it, down to the end: roundings leave no gap.
            for (var step = ColorScale.Steps - 1; step >= 0; step--)
                canvas.Cell(ColorScale.Color(step), left, frame.Bottom - ((step + 1) * height), left + Width, frame.Bottom);
        });
        foreach (var (place, text) in Scale(map, frame.Bottom, frame.Top).Marks(5))
        {
            canvas.Path("f-axis f-thin", $"M{SvgCanvas.N(left + Width)} {SvgCanvas.N(place)}h4");
            canvas.Text(left + Width + 7, place + 4.5, text, "f-soft");
        }

        canvas.Upwards(right, (frame.Top + frame.Bottom) / 2, map.Scale.Label);
    }

    /// <summary>How much room a bar of colours takes beside the frame.</summary>
    public static double ColorBarWidth(HeatMap map) => 54 + Scale(map, 0, 1).Marks(5).Select(mark => SvgCanvas.Width(mark.Text)).DefaultIfEmpty(0).Max();

    private static void Cells(SvgCanvas canvas, Frame frame, HeatMap map)
    {
        var columns = map.XEdges.Length - 1;
        var scale = Scale(map, 0, 1);
        for (var row = 0; row < map.YEdges.Length - 1; row++)
        {
            var (top, bottom) = Ordered(frame.Y.PlaceWithin(map.YEdges[row]), frame.Y.PlaceWithin(map.YEdges[row + 1]));
            for (var (column, next) = (0, 0); column < columns; column = next)
            {
                // Neighbours of one colour are one rectangle.
                var step = Step(column);
                next = column + 1;
                while (next < columns && Step(next) == step) next++;
                if (step is not { } color) continue;
                canvas.Cell(ColorScale.Color(color), frame.X.PlaceWithin(map.XEdges[column]), top, frame.X.PlaceWithin(map.XEdges[next]), bottom);
            }

            int? Step(int column)
            {
                var value = map.Values[(row * columns) + column];
                return scale.Shows(value) ? ColorScale.Step(scale.Place(value)) : null;
            }
        }
    }

    private static AxisMap Scale(HeatMap map, double from, double to) => new(map.Scale, map.Values, from, to, 0);

    private static (double Low, double High) Ordered(double a, double b) => a < b ? (a, b) : (b, a);
}
