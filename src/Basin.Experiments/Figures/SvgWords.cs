namespace Basin.Experiments.Figures;

/// <summary>Draws rules and what is written into a panel. Words come after all else, on a halo, so that no mark crosses them.</summary>
internal static class SvgWords
{
    public static void Draw(SvgCanvas canvas, Frame frame, Rule rule)
    {
        if (Level(frame, rule) is { } y) canvas.Path($"{SvgCanvas.Stroke(rule)} f-dash", $"M{SvgCanvas.N(frame.Left)} {SvgCanvas.N(y)}H{SvgCanvas.N(frame.Right)}");
    }

    public static void Draw(SvgCanvas canvas, Frame frame, Upright upright)
    {
        if (Place(frame, upright) is { } x) canvas.Path($"{SvgCanvas.Stroke(upright)} f-dash", $"M{SvgCanvas.N(x)} {SvgCanvas.N(frame.Bottom)}V{SvgCanvas.N(frame.Top)}");
    }

    public static void Write(SvgCanvas canvas, Frame frame, Rule rule)
    {
        if (Level(frame, rule) is { } y) canvas.Text(frame.Right - 4, y < frame.Top + 20 ? y + 16 : y - 6, rule.Text, Css(rule), "end");
    }

    public static void Write(SvgCanvas canvas, Frame frame, Upright upright)
    {
        if (Place(frame, upright) is not { } x) return;
        var isRoomOnTheRight = x + 6 + SvgCanvas.Width(upright.Text) <= frame.Right;
        canvas.Text(x + (isRoomOnTheRight ? 6 : -6), frame.Top + 13, upright.Text, Css(upright), isRoomOnTheRight ? "start" : "end");
    }

    public static void Write(SvgCanvas canvas, Frame frame, Note note)
    {
        if (!frame.Holds(note.X, note.Y)) return;
        var (x, y) = (frame.X.Place(note.X), frame.Y.Place(note.Y));
        var isRoomOnTheRight = x + 9 + SvgCanvas.Width(note.Text) <= frame.Right;
        canvas.Text(x + (isRoomOnTheRight ? 9 : -9), y < frame.Top + 20 ? y + 17 : y - 8, note.Text, Css(note), isRoomOnTheRight ? "start" : "end");
    }

    private static string Css(Mark mark) => $"{SvgCanvas.Fill(mark)} f-halo";

    private static double? Level(Frame frame, Rule rule) =>
        frame.Y.Shows(rule.Y) && frame.Y.Place(rule.Y) is var y && y >= frame.Top - 1 && y <= frame.Bottom + 1 ? y : null;

    private static double? Place(Frame frame, Upright upright) =>
        frame.X.Shows(upright.X) && frame.X.Place(upright.X) is var x && x >= frame.Left - 1 && x <= frame.Right + 1 ? x : null;
}
