using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Basin.App.Commands;

/// <summary>The usual help, with examples at its end.</summary>
internal sealed class HelpWithExamples(HelpAction inner) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = inner.Invoke(parseResult);
        var examples = Examples(parseResult.CommandResult.Command);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(examples.Length == 1 ? "Example:" : "Examples:");
        foreach (var example in examples) output.WriteLine($"  {example}");
        output.WriteLine();
        if (parseResult.CommandResult.Command.Name == "reproduce") output.Write(ReproduceCommand.HelpOn(parseResult));
        return code;
    }

    private static string[] Examples(Command command) => command.Name switch
    {
        "train" => TrainCommand.Examples,
        "inspect" => InspectCommand.Examples,
        "report" => ReportCommand.Examples,
        "reproduce" => ReproduceCommand.Examples,
        "compare" => CompareCommand.Examples,
        "export" => ExportCommand.Examples,
        "data" => DataCommand.Examples,
        "serve" => ServeCommand.Examples,
        "selftest" => SelfTestCommand.Examples,
        "list" => ["basin data list"],
        "check" => ["basin data check train.csv.gz --label-column species"],
        _ => ["basin train", "basin train --data mnist --epochs 5 --lr 0.1 --batch 128 --json"],
    };
}
