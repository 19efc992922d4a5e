using System.Numerics;
using System.Text;

namespace Basin.Models.Data;

/// <summary>Reads a table of text, line by line.</summary>
internal sealed class CsvReader<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ByteSource _source;
    private readonly CsvLines _lines;
    private readonly CsvLayout _layout;
    private readonly List<(int Line, byte[] Text)> _early = [];
    private readonly List<Range> _fields = [];
    private readonly Dictionary<string, int> _labelNames = new(StringComparer.Ordinal);
    private readonly int _features;
    private T[] _values = [];
    private T[] _labels = [];
    private int _rows;
    private bool? _labelsAreText;

    private CsvReader(ByteSource source, DataSetOptions options, bool hasLabel)
    {
        _source = source;
        _lines = new CsvLines(source);
        while (_early.Count < 2 && _lines.TryRead(out var line)) _early.Add((_lines.Number, line.ToArray()));
        if (_early.Count == 0) throw BadInputException.At(source.Name, "no lines but blanks and comments", "a line an example", "Check the file.");
        _layout = CsvLayout.Find(source.Name, _early[0].Text, _early.Count > 1 ? _early[1].Text : [], options, hasLabel);
        if (_layout.Header is not null) _early.RemoveAt(0);
        _features = _layout.Columns - (hasLabel ? 1 : 0);
        if (_features == 0) throw BadInputException.At(source.Name, "one column, the label", "at least one feature beside it", "Check the delimiter, or give the targets in a file of their own.");
    }

    /// <summary>Reads a file.</summary>
    public static CsvTable<T> Read(string path, DataSetOptions options, bool hasLabel)
    {
        using var source = ByteSource.Open(path);
        return new CsvReader<T>(source, options, hasLabel).ReadRows();
    }

    private CsvTable<T> ReadRows()
    {
        foreach (var (number, text) in _early) ReadRow(number, text);
        while (_lines.TryRead(out var line)) ReadRow(_lines.Number, line);
        if (_rows == 0) throw BadInputException.At(_source.Name, "a header and no examples", "a line an example", "Check the file, or say that it has no header.");
        return new CsvTable<T>
        {
            Header = _layout.Header,
            Features = _features,
            Values = Trim(_values, _rows * _features),
            Labels = Trim(_labels, _layout.Label < 0 ? 0 : _rows),
            LabelNames = _labelsAreText == true ? [.. _labelNames.OrderBy(pair => pair.Value).Select(pair => pair.Key)] : null,
            Rows = _rows,
        };
    }

    private void ReadRow(int number, ReadOnlySpan<byte> line)
    {
        CsvFields.Split(line, _layout.Delimiter, _fields);
        if (_fields.Count != _layout.Columns)
            throw BadInputException.At($"{_source.Name}, line {number}", $"{_fields.Count} fields", $"{_layout.Columns}, as in the first line", "Every line needs the same columns: complete or remove it, or state the delimiter.");
        Grow();
        var to = _rows * _features;
        for (var column = 0; column < _fields.Count; column++)
        {
            var field = line[_fields[column]];
            if (column == _layout.Label) _labels[_rows] = Label(field, number);
            else _values[to++] = Number(field, number, column);
        }

        _rows++;
    }

    private T Number(ReadOnlySpan<byte> field, int number, int column)
    {
        if (CsvFields.TryNumber<T>(field, out var value)) return value;
        var found = CsvFields.IsMissing(field) ? $"a missing value ('{Printable.Text(field)}')" : $"the text '{Printable.Text(field)}'";
        throw BadInputException.At($"{_source.Name}, line {number}, {_layout.Describe(column)}", found, "a number with a decimal point", "Correct it, or remove the line or the column.");
    }

    private T Label(ReadOnlySpan<byte> field, int number)
    {
        var isNumber = CsvFields.TryNumber<T>(field, out var value);
        _labelsAreText ??= !isNumber;
        if (_labelsAreText == false) return isNumber ? value : Number(field, number, _layout.Label);
        var name = Encoding.UTF8.GetString(CsvFields.Content(field));
        if (name.Length == 0) return Number(field, number, _layout.Label);
        if (_labelNames.TryGetValue(name, out var index)) return T.CreateTruncating(index);
        _labelNames.Add(name, _labelNames.Count);
        return T.CreateTruncating(_labelNames.Count - 1);
    }

    private void Grow()
    {
        var needed = (_rows + 1L) * _features;
        if (needed > _values.Length) _values = Enlarge(_values, needed);
        if (_layout.Label >= 0 && _rows == _labels.Length) _labels = Enlarge(_labels, _rows + 1L);
    }

    private T[] Enlarge(T[] old, long needed)
    {
        var larger = ArrayReader.Allocate<T>(_source.Name, needed > Array.MaxLength ? needed : Math.Min(Math.Max(needed, 2L * old.Length), Array.MaxLength));
        old.CopyTo(larger, 0);
        return larger;
    }

    private static T[] Trim(T[] values, int length) => values.Length == length ? values : values[..length];
}
