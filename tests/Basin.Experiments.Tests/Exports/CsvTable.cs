namespace Basin.Experiments.Tests.Exports;

/// <summary>Reads a table with quotes as in RFC 4180, letter by letter.</summary>
internal static class CsvTable
{
    public static IReadOnlyList<IReadOnlyList<string>> Read(string text)
    {
        var rows = new List<IReadOnlyList<string>>();
        var (row, field, isQuoted) = (new List<string>(), "", false);
        for (var i = 0; i < text.Length; i++)
        {
            if (isQuoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"') field += text[i++];
            else if (text[i] == '"') isQuoted = !isQuoted;
            else if (isQuoted || text[i] is not (',' or '\n')) field += text[i];
            else
            {
                row.Add(field);
                field = "";
                if (text[i] != '\n') continue;
                rows.Add(row);
                row = [];
            }
        }

        Assert.Equal(("", 0), (field, row.Count));
        return rows;
    }
}
