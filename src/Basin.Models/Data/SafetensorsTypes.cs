namespace Basin.Models.Data;

/// <summary>The names the safetensors format has for element types.</summary>
internal static class SafetensorsTypes
{
    private static readonly (string Name, ElementType Type)[] _table =
    [
        ("F64", ElementType.Float64), ("F32", ElementType.Float32), ("F16", ElementType.Float16), ("BF16", ElementType.BFloat16),
        ("I64", ElementType.Int64), ("I32", ElementType.Int32), ("I16", ElementType.Int16), ("I8", ElementType.Int8),
        ("U64", ElementType.UInt64), ("U32", ElementType.UInt32), ("U16", ElementType.UInt16), ("U8", ElementType.UInt8),
        ("BOOL", ElementType.Bool),
    ];

    public static string Known { get; } = string.Join(", ", _table.Select(row => row.Name));

    public static string Name(ElementType type) => Array.Find(_table, row => row.Type == type).Name;

    public static ElementType? Parse(string name)
    {
        foreach (var row in _table)
        {
            if (row.Name == name) return row.Type;
        }

        return null;
    }
}
