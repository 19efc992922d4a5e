using System.Text.Json;
using Basin.Experiments.Runs;

namespace Basin.Experiments.Reports;

/// <summary>What a run was asked and what it ran on, as names and values.</summary>
internal static class SettingsRows
{
    /// <summary>All of them; what was not given is left out.</summary>
    public static IEnumerable<(string Name, string Value)> Of(RunRecord record, TrainSettings settings)
    {
        yield return ("command", record.Command);
        foreach (var row in Flat("", JsonSerializer.SerializeToElement(settings, RunJson.Default.TrainSettings))) yield return row;
        foreach (var file in record.Data) yield return ($"{file.Role} data", $"{file.Name}: {Numbers.Count(file.Examples)} examples; {file.Source}; inputs {file.Standardization}; SHA-256 {file.Sha256}");
        yield return ("versions", $"Basin {record.Versions.Basin}, {record.Versions.Runtime}, {record.Versions.System}, {record.Versions.Architecture}");
    }

    /// <summary>Those in which runs differ, with the value of each run; a dash where it was not given.</summary>
    public static IEnumerable<(string Name, IEnumerable<string> Values)> Differing(IReadOnlyList<FinishedRun> runs) =>
        Differing(runs.Select(run => (run.Record, run.Summary.Settings)));

    /// <summary>The same of runs that need not be finished.</summary>
    public static IEnumerable<(string Name, IEnumerable<string> Values)> Differing(IEnumerable<(RunRecord Record, TrainSettings Settings)> runs)
    {
        var all = runs.Select(run => Of(run.Record, run.Settings).ToDictionary()).ToArray();
        foreach (var name in all.SelectMany(rows => rows.Keys).Distinct().Where(name => name != "command"))
        {
            string[] values = [.. all.Select(rows => rows.GetValueOrDefault(name, "–"))];
            if (values.Distinct().Skip(1).Any()) yield return (name, values);
        }
    }

    private static IEnumerable<(string Name, string Value)> Flat(string path, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Flat(path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.Value)),
        JsonValueKind.True or JsonValueKind.False => [(path, element.GetRawText())],
        _ => [(path, element.ToString().ReplaceLineEndings(" "))],
    };
}
