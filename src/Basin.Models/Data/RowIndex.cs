using System.Runtime.InteropServices;

namespace Basin.Models.Data;

/// <summary>Finds equal rows of a matrix by their bits.</summary>
internal sealed class RowIndex(double[] values, int width)
{
    private readonly Dictionary<ulong, int> _firstRow = [];

    /// <summary>Rows equal to an earlier one of this matrix.</summary>
    public int Duplicates { get; private set; }

    /// <summary>Reads all rows.</summary>
    public static RowIndex Of(double[] values, int width)
    {
        var index = new RowIndex(values, width);
        for (var row = 0; row < values.Length / width; row++)
        {
            var key = Key(index.Row(row));
            if (!index._firstRow.TryAdd(key, row) && index.Equal(index._firstRow[key], index.Row(row))) index.Duplicates++;
        }

        return index;
    }

    /// <summary>How many rows of another matrix are here too.</summary>
    public int CountShared(double[] others, int otherWidth)
    {
        if (otherWidth != width) return 0;
        var shared = 0;
        for (var start = 0; start < others.Length; start += width)
        {
            var row = others.AsSpan(start, width);
            if (_firstRow.TryGetValue(Key(row), out var first) && Equal(first, row)) shared++;
        }

        return shared;
    }

    private ReadOnlySpan<double> Row(int row) => values.AsSpan(row * width, width);

    // By bits: NaN equals NaN.
    private bool Equal(int row, ReadOnlySpan<double> other) =>
        MemoryMarshal.AsBytes(Row(row)).SequenceEqual(MemoryMarshal.AsBytes(other));

    private static ulong Key(ReadOnlySpan<double> row)
    {
        var key = 0xCBF29CE484222325;
        foreach (var word in MemoryMarshal.Cast<double, ulong>(row))
        {
            key = unchecked((key ^ word) * 0x9E3779B97F4A7C15);
            key ^= key >> 29;
        }

        return key;
    }
}
