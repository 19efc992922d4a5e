using System.Text.Json;
using System.Text.Json.Serialization;
using Basin.Numerics.Graphs;

namespace Basin.Experiments.Reports;

/// <summary>A shape as its extents: [28, 28, 1].</summary>
internal sealed class ShapeJson : JsonConverter<Shape>
{
    public override Shape Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var extents = new List<int>();
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("A shape is an array of whole numbers.");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) extents.Add(reader.GetInt32());
        return new Shape([.. extents]);
    }

    public override void Write(Utf8JsonWriter writer, Shape value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var extent in value.Extents) writer.WriteNumberValue(extent);
        writer.WriteEndArray();
    }
}
