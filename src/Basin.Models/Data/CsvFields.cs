using System.Globalization;
using System.Numerics;

namespace Basin.Models.Data;

/// <summary>Cuts a line into fields. A field may stand in double quotes; the space as delimiter means any run of blanks.</summary>
internal static class CsvFields
{
    private static readonly string[] _missing = ["", "?", "na", "n/a", "null", "none", "-"];

    /// <summary>Replaces the content of <paramref name="fields"/>.</summary>
    public static void Split(ReadOnlySpan<byte> line, byte delimiter, List<Range> fields)
    {
        fields.Clear();
        var at = 0;
        if (delimiter == ' ') at = SkipBlanks(line, 0);
        while (true)
        {
            var end = FieldEnd(line, at, delimiter);
            fields.Add(at..end);
            if (end >= line.Length) return;
            at = end + 1;
            if (delimiter != ' ') continue;
            at = SkipBlanks(line, at);
            if (at >= line.Length) return;
        }
    }

    /// <summary>A field without blanks and quotes around it.</summary>
    public static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> field)
    {
        field = field.Trim(" \t"u8);
        return field.Length >= 2 && field[0] == '"' && field[^1] == '"' ? field[1..^1] : field;
    }

    /// <summary>Reads a number, in the one culture files have: a point, no thousands.</summary>
    public static bool TryNumber<T>(ReadOnlySpan<byte> field, out T value)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        T.TryParse(Content(field), NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    /// <summary>True for an empty field and what stands for one.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> field) =>
        _missing.Contains(Printable.Text(Content(field)), StringComparer.OrdinalIgnoreCase);

    /// <summary>The delimiter that the first line speaks for.</summary>
    public static byte GuessDelimiter(ReadOnlySpan<byte> line) =>
        line.Contains((byte)'\t') ? (byte)'\t'
        : line.Contains((byte)';') ? (byte)';'
        : line.Contains((byte)',') ? (byte)','
        : line.Trim((byte)' ').Contains((byte)' ') ? (byte)' '
        : (byte)',';

    private static int FieldEnd(ReadOnlySpan<byte> line, int start, byte delimiter)
    {
        var at = start;
        if (at < line.Length && line[at] == '"')
        {
            // A doubled quote inside closes and opens again at once.
            var quoted = true;
            for (at++; at < line.Length && (quoted || line[at] == '"'); at++)
            {
                if (line[at] == '"') quoted = !quoted;
            }
        }

        var rest = line[at..];
        var end = delimiter == ' ' ? rest.IndexOfAny((byte)' ', (byte)'\t') : rest.IndexOf(delimiter);
        return end < 0 ? line.Length : at + end;
    }

    private static int SkipBlanks(ReadOnlySpan<byte> line, int at)
    {
        while (at < line.Length && line[at] is (byte)' ' or (byte)'\t') at++;
        return at;
    }
}
