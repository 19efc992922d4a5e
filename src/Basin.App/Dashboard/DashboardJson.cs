using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Basin.App.Dashboard.Answers;
using Basin.App.Dashboard.Streams;
using Basin.Experiments.Catalogs;
using Basin.Experiments.Runs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Basin.App.Dashboard;

/// <summary>The JSON of the server: that of run folders, on one line, and what only the page asks for.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RunList))]
[JsonSerializable(typeof(RunDetails))]
[JsonSerializable(typeof(MetricsAnswer))]
[JsonSerializable(typeof(AddedMetrics))]
[JsonSerializable(typeof(RowChanges))]
[JsonSerializable(typeof(RunRow))]
[JsonSerializable(typeof(RunComparison))]
[JsonSerializable(typeof(PaperList))]
internal sealed partial class DashboardJson : JsonSerializerContext
{
    private static JsonSerializerOptions Shared => field ??= new(RunJson.Readable.Options)
    {
        WriteIndented = false,
        TypeInfoResolver = JsonTypeInfoResolver.Combine(RunJson.Default, Default),
    };

    /// <summary>An answer.</summary>
    public static JsonHttpResult<T> Answer<T>(T value) => TypedResults.Json(value, Of<T>());

    /// <summary>The same as bytes.</summary>
    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Of<T>());

    private static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Shared.GetTypeInfo(typeof(T));
}
