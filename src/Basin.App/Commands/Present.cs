using System.CommandLine;
using System.Text.Json;
using Basin.Experiments.Reports;
using Basin.Experiments.Runs;

namespace Basin.App.Commands;

/// <summary>Results on standard output: JSON or text.</summary>
internal static class Present
{
    public static void Summary(RunSummary summary, ParseResult parsed)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(GlobalOptions.Json)) output.WriteLine(JsonSerializer.Serialize(summary, RunJson.Readable.RunSummary));
        else output.Write(TextReport.Of(summary));
    }
}
