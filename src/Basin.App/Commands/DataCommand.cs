using System.CommandLine;
using System.Text.Json;
using Basin.App.Terminal;
using Basin.Experiments.Reports;
using Basin.Experiments.Runs;
using Basin.Models.Data;

namespace Basin.App.Commands;

/// <summary><c>basin data</c>.</summary>
internal static class DataCommand
{
    public static string[] Examples { get; } = ["basin data list", "basin data check train.csv.gz"];

    public static Command Create() =>
        new("data", "What data sets are known, where they are looked for, and what is wrong with a file.") { List(), Check() };

    private static Command List()
    {
        var command = new Command("list", "The data sets that have a name, and whether they are here.");
        command.SetAction(parsed =>
        {
            var entries = DataCatalog.List();
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(GlobalOptions.Json)) output.WriteLine(JsonSerializer.Serialize(new DataListing(entries), RunJson.Readable.DataListing));
            else output.Write(DataText.Of(entries));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Check()
    {
        var path = new Argument<string>("path") { Description = "A file, a folder, or a name from 'basin data list'" };
        var test = new Option<string?>("--test-data") { Description = "Held-out examples, if they are in a file of their own", HelpName = "path" };
        var label = new Option<string?>("--label-column") { Description = "CSV: the column of the labels, by name or by number from 0 [default: the last]", HelpName = "name|n" };
        var command = new Command("check", "Look through a data set and say everything that is wrong with it. Ends with 2 when it cannot be used.") { path, test, label };
        command.SetAction(parsed =>
        {
            using var interruption = new Interruption();
            var report = DataCheck.Run(
                new DataSetOptions { Path = parsed.GetRequiredValue(path), TestPath = parsed.GetValue(test), LabelColumn = parsed.GetValue(label) },
                interruption.Token);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(GlobalOptions.Json)) output.WriteLine(JsonSerializer.Serialize(DataCheckView.Of(report), RunJson.Readable.DataCheckView));
            else output.Write(DataText.Of(report));
            return report.IsUsable ? ExitCode.Done : ExitCode.BadInput;
        });
        return command;
    }
}
