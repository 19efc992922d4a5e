namespace Basin.Experiments.Figures;

/// <summary>Draws one panel: title, legend, grid, axes, marks, and the words among them.</summary>
internal sealed class SvgPanel
{
    private const double Right = 14;
    private const double Bottom = 46;
    private const double Head = 24;
    private const double NameHeight = 19;
    private readonly Panel _panel;
    private readonly SvgLegend _legend;
    private readonly (double X, double Y)[] _extent;
    private readonly double _width, _leastHeight;

    public SvgPanel(Panel panel, double width, double leastHeight)
    {
        (_panel, _width, _leastHeight) = (panel, width, leastHeight);
        _legend = new SvgLegend(panel.Marks, width);
        _extent = [.. panel.Marks.SelectMany(mark => mark.Extent)];
    }

    /// <summary>How high it needs to be: more than usual for a legend of several rows, or for many names one below the other.</summary>
    public double Height =>
        Math.Max(_leastHeight + (Math.Max(0, _legend.Rows - 1) * SvgLegend.RowHeight), Top + Bottom + (_panel.Y.Names.Length * NameHeight));

    private double Top => Head + 8 + (_legend.Rows * SvgLegend.RowHeight);

    public void Draw(SvgCanvas canvas, double height)
    {
        var map = _panel.Marks.OfType<HeatMap>().FirstOrDefault();
        var frame = FrameOf(height, map is null ? 0 : SvgAreas.ColorBarWidth(map));
        canvas.Title(0, 17, _panel.Title);
        _legend.Draw(canvas, Head);
        Axes(canvas, frame);
        foreach (var mark in _panel.Marks) Draw(canvas, frame, mark);
        foreach (var mark in _panel.Marks) Write(canvas, frame, mark);
        if (map is not null) SvgAreas.ColorBar(canvas, frame, map, frame.Right + 14, _width - 4);
    }

    private Frame FrameOf(double height, double beside)
    {
        var (right, bottom) = (_width - Right - beside, height - Bottom);
        var isTable = _panel.Marks.Any(mark => mark is HeatMap);
        var (stand, lie) = (_panel.Marks.Any(mark => mark is Histogram or Bars { IsHorizontal: false }), _panel.Marks.Any(mark => mark is Bars { IsHorizontal: true }));
        var y = new AxisMap(_panel.Y, _extent.Select(point => point.Y), _panel.Y.Names.IsEmpty ? bottom : Top, _panel.Y.Names.IsEmpty ? Top : bottom, isTable ? 0 : 0.05, stand);
        var left = 32 + y.Marks(5).Select(mark => SvgCanvas.Width(mark.Text)).DefaultIfEmpty(0).Max();
        var x = new AxisMap(_panel.X, _extent.Select(point => point.X), left, right, isTable ? 0 : _panel.X.IsWhole ? 0.06 : 0.02, lie);
        return new Frame(left, Top, right, bottom, x, y);
    }

    private void Axes(SvgCanvas canvas, Frame frame)
    {
        foreach (var (y, text) in frame.Y.Marks(5))
        {
            if (_panel.Y.Names.IsEmpty) canvas.Path("f-grid f-thin", $"M{SvgCanvas.N(frame.Left)} {SvgCanvas.N(y)}H{SvgCanvas.N(frame.Right)}");
            canvas.Text(frame.Left - 7, y + 4.5, text, "f-soft", "end");
        }

        foreach (var (x, text) in Fitting(frame))
        {
            canvas.Path("f-axis f-thin", $"M{SvgCanvas.N(x)} {SvgCanvas.N(frame.Bottom)}v4");
            canvas.Text(Math.Min(x, _width - (SvgCanvas.Width(text) / 2)), frame.Bottom + 18, text, "f-soft", "middle");
        }

        canvas.Path("f-axis f-thin f-open", $"M{SvgCanvas.N(frame.Left)} {SvgCanvas.N(frame.Top)}V{SvgCanvas.N(frame.Bottom)}H{SvgCanvas.N(frame.Right)}");
        canvas.Text((frame.Left + frame.Right) / 2, frame.Bottom + 38, _panel.X.Label, "f-soft", "middle");
        canvas.Upwards(13, (frame.Top + frame.Bottom) / 2, _panel.Y.Label);
    }

    // Fewer numbers where so many would touch.
    private static (double Place, string Text)[] Fitting(Frame frame)
    {
        for (var wanted = 6; ; wanted--)
        {
            (double Place, string Text)[] marks = [.. frame.X.Marks(wanted)];
            var fits = marks.Zip(marks.Skip(1)).All(pair => pair.Second.Place - pair.First.Place > (SvgCanvas.Width(pair.First.Text + pair.Second.Text) / 2) + 6);
            if (fits || wanted == 1) return marks;
        }
    }

    private static void Draw(SvgCanvas canvas, Frame frame, Mark mark)
    {
        switch (mark)
        {
            case Line line: SvgCurves.Draw(canvas, frame, line); break;
            case Band band: SvgCurves.Draw(canvas, frame, band); break;
            case Stems stems: SvgPoints.Draw(canvas, frame, stems); break;
            case Dots dots: SvgPoints.Draw(canvas, frame, dots); break;
            case Bars bars: SvgAreas.Draw(canvas, frame, bars); break;
            case Histogram histogram: SvgAreas.Draw(canvas, frame, histogram); break;
            case HeatMap map: SvgAreas.Draw(canvas, frame, map); break;
            case Rule rule: SvgWords.Draw(canvas, frame, rule); break;
            case Upright upright: SvgWords.Draw(canvas, frame, upright); break;
        }
    }

    private static void Write(SvgCanvas canvas, Frame frame, Mark mark)
    {
        switch (mark)
        {
            case Rule rule: SvgWords.Write(canvas, frame, rule); break;
            case Upright upright: SvgWords.Write(canvas, frame, upright); break;
            case Note note: SvgWords.Write(canvas, frame, note); break;
        }
    }
}
