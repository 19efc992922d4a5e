using System.Globalization;
using System.Text;

namespace Basin.Experiments.Figures;

/// <summary>Draws lines and bands.</summary>
internal static class SvgCurves
{
    // More points than this in a pixel's width cannot be told from the first, lowest, highest and last of them.
    private const int PointsPerPixel = 4;

    public static void Draw(SvgCanvas canvas, Frame frame, Line line)
    {
        var places = line.Points.Select(point => frame.Shows(point.X, point.Y) ? (X: frame.X.Place(point.X), Y: frame.Y.Place(point.Y)) : ((double X, double Y)?)null);
        var path = new StringBuilder();
        var isBroken = true;
        foreach (var place in Thinned([.. places], frame.Right - frame.Left))
        {
            if (place is { } at) path.Append(isBroken ? 'M' : 'L').Append(SvgCanvas.N(at.X)).Append(' ').Append(SvgCanvas.N(at.Y));
            isBroken = place is null;
        }

        Clipped(canvas, frame, line, () => canvas.Path(SvgCanvas.Stroke(line), path.ToString()));
    }

    public static void Draw(SvgCanvas canvas, Frame frame, Band band)
    {
        var path = new StringBuilder();
        var run = new List<(double X, double Low, double High)>();
        foreach (var (x, low, high) in band.Points.Append((double.NaN, 0, 0)))
        {
            // What lies below a logarithmic axis reaches its end.
            if (frame.Shows(x, high) && double.IsFinite(low)) run.Add((frame.X.Place(x), frame.Y.Shows(low) ? frame.Y.Place(low) : frame.Bottom, frame.Y.Place(high)));
            else if (run.Count > 0)
            {
                var letter = 'M';
                foreach (var (place, y) in run.Select(at => (at.X, at.High)).Concat(run.AsEnumerable().Reverse().Select(at => (at.X, at.Low))))
                {
                    path.Append(CultureInfo.InvariantCulture, $"{letter}{SvgCanvas.N(place)} {SvgCanvas.N(y)}");
                    letter = 'L';
                }

                path.Append('Z');
                run.Clear();
            }
        }

        Clipped(canvas, frame, band, () => canvas.Path($"f-area {SvgCanvas.Fill(band)}", path.ToString()));
    }

    /// <summary>Draws, within the frame only if the mark leaves it.</summary>
    public static void Clipped(SvgCanvas canvas, Frame frame, Mark mark, Action draw)
    {
        var leaves = mark.Extent.Any(point => Outside(frame.X, point.X, frame.Left, frame.Right) || Outside(frame.Y, point.Y, frame.Top, frame.Bottom));
        if (leaves) canvas.Within(frame, draw);
        else draw();
    }

    private static bool Outside(AxisMap map, double value, double low, double high) =>
        map.Shows(value) && (map.Place(value) < low - 1 || map.Place(value) > high + 1);

    private static IEnumerable<(double X, double Y)?> Thinned((double X, double Y)?[] places, double width)
    {
        if (places.Length <= PointsPerPixel * width) return places;
        return Columns(places).SelectMany(Extremes);
    }

    private static List<(double X, double Y)?> Extremes(List<(double X, double Y)?> column)
    {
        if (column.Count <= PointsPerPixel) return column;
        var (low, high) = (column.MinBy(place => place?.Y), column.MaxBy(place => place?.Y));
        var (first, second) = column.IndexOf(low) < column.IndexOf(high) ? (low, high) : (high, low);
        return [column[0], first, second, column[^1]];
    }

    // Neighbours in one column of pixels, in order; gaps are a column of their own.
    private static IEnumerable<List<(double X, double Y)?>> Columns((double X, double Y)?[] places)
    {
        var column = new List<(double X, double Y)?>();
        foreach (var place in places)
        {
            if (column.Count > 0 && Pixel(column[0]) != Pixel(place))
            {
                yield return column;
                column = [];
            }

            column.Add(place);
        }

        if (column.Count > 0) yield return column;

        static int? Pixel((double X, double Y)? place) => place is { } at ? (int)Math.Floor(at.X) : null;
    }
}
