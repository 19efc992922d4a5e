using System.Collections.Frozen;
using System.CommandLine;
using Basin.App.Commands;

namespace Basin.App.Dashboard.Launching;

/// <summary>The options of <c>train</c> that a page may give: all but those that say where the run is.</summary>
internal static class LaunchOptions
{
    private const string OfTheRun = "Run";
    private static readonly TrainOptions _train = new();

    /// <summary>By name, in the order of the help.</summary>
    public static IReadOnlyList<Option> All { get; } = [.. _train.All.Where(option => option != _train.Out && option != _train.Resume), GlobalOptions.Seed, GlobalOptions.Threads];

    public static FrozenDictionary<string, Option> ByName { get; } = All.ToFrozenDictionary(option => option.Name, StringComparer.Ordinal);

    /// <summary>What options are about, in the order of a form.</summary>
    public static string[] Subjects { get; } = [.. _train.Subjects.Select(subject => subject.Title), OfTheRun];

    /// <summary>What an option is about.</summary>
    public static string SubjectOf(Option option) => _train.Subjects.FirstOrDefault(subject => subject.Options.Contains(option)).Title ?? OfTheRun;

    /// <summary>Whether it is given without a value.</summary>
    public static bool IsFlag(Option option) => option.ValueType == typeof(bool);

    /// <summary>Whether it names a data set, or a file with one.</summary>
    public static bool IsData(Option option) => option == _train.Data;

    /// <summary>Whether its text may be a path of this machine: every text but that of a column.</summary>
    public static bool IsPath(Option option) => option.ValueType == typeof(string) && option != _train.LabelColumn;
}
