using System.CommandLine;

namespace Basin.App.Commands;

/// <summary><c>basin data</c>.</summary>
internal static class DataCommand
{
    public static string[] Examples { get; } = ["basin data list", "basin data check train.csv.gz"];

    public static Command Create() => new("data", "What data sets are known, where they are looked for, and what is wrong with a file.");
}
