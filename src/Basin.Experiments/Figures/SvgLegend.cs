using System.Collections.Immutable;

namespace Basin.Experiments.Figures;

/// <summary>The legend of a panel: above the frame, where no data can be, in as many rows as it needs.</summary>
internal sealed class SvgLegend
{
    /// <summary>The height of a row.</summary>
    public const double RowHeight = 18;

    private const double KeyWidth = 16;
    private const double Gap = 15;
    private readonly ImmutableArray<(double X, int Row, ImmutableArray<Mark> Marks)> _entries;

    /// <param name="marks">Those that have a label; marks that share label and colour share an entry.</param>
    /// <param name="width">The room for a row.</param>
    public SvgLegend(IEnumerable<Mark> marks, double width)
    {
        var entries = ImmutableArray.CreateBuilder<(double, int, ImmutableArray<Mark>)>();
        var (x, row) = (0.0, 0);
        foreach (var group in marks.Where(mark => mark.Label is not null).GroupBy(mark => (mark.Label, mark.Color)))
        {
            var needed = KeyWidth + 5 + SvgCanvas.Width(group.Key.Label!);
            if (x > 0 && x + needed > width) (x, row) = (0, row + 1);
            entries.Add((x, row, [.. group]));
            x += needed + Gap;
        }

        _entries = entries.ToImmutable();
    }

    /// <summary>How many rows there are; 0 without labels.</summary>
    public int Rows => _entries.IsEmpty ? 0 : _entries[^1].Row + 1;

    /// <summary>Draws it.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="top">The top of the first row.</param>
    public void Draw(SvgCanvas canvas, double top)
    {
        foreach (var (x, row, marks) in _entries)
        {
            var middle = top + ((row + 0.5) * RowHeight);
            foreach (var mark in marks) Key(canvas, mark, x, middle);
            canvas.Text(x + KeyWidth + 5, middle + 4.5, marks[0].Label!, "f-soft");
        }
    }

    private static void Key(SvgCanvas canvas, Mark mark, double x, double middle)
    {
        switch (mark)
        {
            case Line { IsFaint: true }:
                canvas.Path($"f-line f-thin f-c{Palette.Index(mark.Color)}", $"M{SvgCanvas.N(x)} {SvgCanvas.N(middle)}h{SvgCanvas.N(KeyWidth)}");
                break;
            case Line:
                canvas.Path(SvgCanvas.Stroke(mark), $"M{SvgCanvas.N(x)} {SvgCanvas.N(middle)}h{SvgCanvas.N(KeyWidth)}");
                break;
            case Band or Histogram:
                canvas.Rectangle($"f-area {SvgCanvas.Fill(mark)}", x, middle - 5, x + KeyWidth, middle + 5);
                break;
            case Bars:
                canvas.Rectangle(SvgCanvas.Fill(mark), x + 3, middle - 5, x + KeyWidth - 3, middle + 5);
                break;
            default:
                canvas.Dot(mark, x + (KeyWidth / 2), middle);
                break;
        }
    }
}
