using System.Collections.Immutable;
using System.Text.Json;

namespace Basin.Models.Data;

/// <summary>The JSON header of a safetensors file.</summary>
internal static class SafetensorsHeader
{
    /// <summary>The format's own limit.</summary>
    public const long MaximumLength = 100_000_000;

    private const int Alignment = 8;
    private const string MetadataKey = "__metadata__";

    /// <summary>Reads and checks a header; the arrays must cover the data without holes or overlaps.</summary>
    public static (ImmutableArray<SafetensorsEntry> Entries, ImmutableDictionary<string, string> Metadata) Parse(string path, byte[] json, long dataLength)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw Bad(path, "a header that is no JSON object");
            var metadata = ImmutableDictionary<string, string>.Empty;
            var entries = ImmutableArray.CreateBuilder<SafetensorsEntry>();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.Name == MetadataKey) metadata = ParseMetadata(path, property.Value);
                else entries.Add(ParseEntry(path, property.Name, property.Value));
            }

            entries.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.End.CompareTo(b.End));
            RequireCover(path, entries, dataLength);
            return (entries.ToImmutable(), metadata);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw Bad(path, $"a header that cannot be read ({Printable.Text(e.Message.TrimEnd('.'), 160)})", e);
        }
    }

    /// <summary>Makes the header, padded with spaces to a multiple of 8 bytes.</summary>
    public static byte[] Format(IReadOnlyList<NamedArray> arrays, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        var names = new HashSet<string>(StringComparer.Ordinal) { MetadataKey };
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject(MetadataKey);
                foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteString(key, value);
                json.WriteEndObject();
            }

            var offset = 0L;
            foreach (var array in arrays)
            {
                if (!names.Add(array.Name)) throw new ArgumentException($"The name '{array.Name}' is taken.", nameof(arrays));
                WriteEntry(json, array, offset);
                offset += array.Bytes.Length;
            }

            json.WriteEndObject();
        }

        while (buffer.Length % Alignment != 0) buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, NamedArray array, long offset)
    {
        json.WriteStartObject(array.Name);
        json.WriteString("dtype", SafetensorsTypes.Name(array.ElementType));
        json.WriteStartArray("shape");
        foreach (var extent in array.Shape.Extents) json.WriteNumberValue(extent);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset + array.Bytes.Length);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static ImmutableDictionary<string, string> ParseMetadata(string path, JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.EnumerateObject().All(p => p.Value.ValueKind == JsonValueKind.String)
            ? element.EnumerateObject().ToImmutableDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal)
            : throw Bad(path, "metadata that is not text to text");

    private static SafetensorsEntry ParseEntry(string path, string name, JsonElement element)
    {
        var where = $"{path}/{Printable.Text(name)}";
        var dtype = element.GetProperty("dtype").GetString() ?? "";
        if (SafetensorsTypes.Parse(dtype) is not { } type)
            throw BadInputException.At(where, $"dtype '{Printable.Text(dtype)}'", SafetensorsTypes.Known, "Convert it before saving.");
        var extents = element.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64()).ToArray();
        var offsets = element.GetProperty("data_offsets").EnumerateArray().Select(e => e.GetInt64()).ToArray();
        var shape = ArrayReader.Shape(where, extents);
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] < offsets[0] || offsets[1] - offsets[0] != (long)shape.Length * type.Size())
            throw BadInputException.At(where, $"shape {shape} of {dtype} at bytes [{string.Join(", ", offsets.Take(4))}]", $"{(long)shape.Length * type.Size():N0} bytes", "The header is damaged: write the file again.");
        return new SafetensorsEntry(name, type, shape, offsets[0], offsets[1]);
    }

    private static void RequireCover(string path, IEnumerable<SafetensorsEntry> entries, long dataLength)
    {
        var end = 0L;
        foreach (var entry in entries)
        {
            if (entry.Start != end)
                throw BadInputException.At($"{path}/{Printable.Text(entry.Name)}", $"its bytes begin at {entry.Start:N0}", $"{end:N0}, without a hole or an overlap", "The header is damaged: write the file again.");
            end = entry.End;
        }

        if (end != dataLength)
            throw BadInputException.At(path, $"{dataLength:N0} bytes of data", $"{end:N0}, as the header says", "It is cut off or damaged: download or write it again.");
    }

    private static BadInputException Bad(string path, string found, Exception? cause = null) =>
        BadInputException.At(path, found, "a safetensors header", "It is damaged or no safetensors file.", cause);
}
