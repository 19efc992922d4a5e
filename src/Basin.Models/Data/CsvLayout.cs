using System.Globalization;
using System.Text;

namespace Basin.Models.Data;

/// <summary>What the first lines of a text file say about its columns.</summary>
/// <param name="Delimiter">Between fields; a space for any blanks.</param>
/// <param name="Header">The names; null when the first line is data.</param>
/// <param name="Columns">Fields a line.</param>
/// <param name="Label">The index of the label column; -1 for none.</param>
internal sealed record CsvLayout(byte Delimiter, string[]? Header, int Columns, int Label)
{
    /// <summary>Reads the layout off the first line and the second (empty when there is none).</summary>
    public static CsvLayout Find(string path, byte[] first, byte[] second, DataSetOptions options, bool hasLabel)
    {
        if (options.Delimiter is > '\x7F')
            throw new BadInputException($"The delimiter '{options.Delimiter}' is no ASCII character; give a comma, a semicolon, a tab or a space.");
        var delimiter = options.Delimiter is { } given ? (byte)given : CsvFields.GuessDelimiter(first);
        var firstFields = Split(first, delimiter);
        var secondFields = second.Length > 0 ? Split(second, delimiter) : null;
        var names = Array.ConvertAll(firstFields, field => Encoding.UTF8.GetString(CsvFields.Content(field)).Replace("\"\"", "\"", StringComparison.Ordinal));
        var header = options.Header ?? LooksLikeHeader(firstFields, secondFields) ? names : null;
        var label = hasLabel ? LabelIndex(path, options.LabelColumn, header, names.Length) : -1;
        return new CsvLayout(delimiter, header, names.Length, label);
    }

    /// <summary>A column, for messages.</summary>
    public string Describe(int column) => Header is null ? $"column {column}" : $"column '{Printable.Text(Header[column])}'";

    private static byte[][] Split(byte[] line, byte delimiter)
    {
        var ranges = new List<Range>();
        CsvFields.Split(line, delimiter, ranges);
        return [.. ranges.Select(range => line[range])];
    }

    // A column of numbers whose first entry is text has a name; so have columns that are all text.
    private static bool LooksLikeHeader(byte[][] first, byte[][]? second)
    {
        var text = first.Select(field => !CsvFields.TryNumber<double>(field, out _) && !CsvFields.IsMissing(field)).ToArray();
        if (second is null) return false;
        var named = text.Zip(second, (isText, below) => isText && CsvFields.TryNumber<double>(below, out _)).Any(x => x);
        return named || text.All(x => x);
    }

    private static int LabelIndex(string path, string? wanted, string[]? header, int columns)
    {
        if (wanted is null) return columns - 1;
        var named = header is null ? -1 : Array.IndexOf(header, wanted);
        if (named >= 0) return named;
        if (int.TryParse(wanted, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) && index >= -columns && index < columns)
            return index < 0 ? index + columns : index;
        var found = header is null ? $"{columns} columns without names" : $"the columns {string.Join(", ", header.Take(20).Select(name => Printable.Text(name)))}{(header.Length > 20 ? ", …" : "")}";
        throw BadInputException.At(path, found, $"a label column '{wanted}'", $"Give one of the names, or an index from {-columns} to {columns - 1}.");
    }
}
