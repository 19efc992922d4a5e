using System.Text.Json;
using System.Text.Json.Serialization;

namespace Basin.Experiments.Runs;

/// <summary>An enum as the words of the command line: <c>CrossEntropy</c> is <c>cross-entropy</c>.</summary>
internal sealed class KebabCase<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
