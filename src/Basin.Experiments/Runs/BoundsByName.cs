using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Basin.Analysis.Estimators;
using Basin.Analysis.Stability;

namespace Basin.Experiments.Runs;

/// <summary>Bounds as one object, a key a bound, so that a reader finds them by name.</summary>
internal sealed class BoundsByName : JsonConverter<ImmutableArray<StabilityBound>>
{
    public override ImmutableArray<StabilityBound> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return [.. document.RootElement.EnumerateObject().Select(bound => new StabilityBound(
            Enum.GetValues<StabilityBoundKind>().First(kind => NameOf(kind) == bound.Name),
            new Estimate(Number(bound.Value.GetProperty("value")), Number(bound.Value.GetProperty("standardError")), bound.Value.GetProperty("products").GetInt32()),
            bound.Value.GetProperty("proven").GetBoolean()))];
    }

    public override void Write(Utf8JsonWriter writer, ImmutableArray<StabilityBound> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var bound in value)
        {
            writer.WriteStartObject(NameOf(bound.Kind));
            Write(writer, "value", bound.LearningRate.Value);
            Write(writer, "standardError", bound.LearningRate.StandardError);
            writer.WriteNumber("products", bound.LearningRate.Products);
            writer.WriteBoolean("proven", bound.Proven);
            writer.WriteBoolean("sufficient", bound.IsSufficient);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value)) writer.WriteNumber(name, value);
        else writer.WriteNull(name);
    }

    // JSON has no infinity: a bound that nothing sets is null.
    private static double Number(JsonElement element) => element.ValueKind == JsonValueKind.Null ? double.PositiveInfinity : element.GetDouble();

    private static string NameOf(StabilityBoundKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
