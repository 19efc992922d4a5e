using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text.RegularExpressions;
using Basin.Models;

namespace Basin.App.Commands;

/// <summary>From arguments to a verb, and from whatever happens there to an exit code.</summary>
internal static partial class CommandLine
{
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        var parsed = Root().Parse(args);
        try
        {
            if (parsed.Action is ParseErrorAction misuse)
            {
                misuse.ShowHelp = false;
                parsed.Invoke(new InvocationConfiguration { Output = error, Error = error });
                error.WriteLine($"See: basin {Verb(parsed)}--help");
                return ExitCode.BadInput;
            }

            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (BadInputException e)
        {
            error.WriteLine($"basin: {e.Message}");
            return ExitCode.BadInput;
        }
        catch (Exception e) when (e is ArithmeticException or NotSupportedException or OutOfMemoryException)
        {
            // A point without a finite loss, a random objective, or arrays that do not fit: each message says what to do.
            error.WriteLine($"basin: {e.Message}");
            return ExitCode.BadInput;
        }
        catch (ArgumentException e)
        {
            error.WriteLine($"basin: {InWordsOfTheCommandLine(e.Message)}");
            return ExitCode.BadInput;
        }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("Basin: which minimum will SGD settle in, and why? Trains networks and measures where they land.")
        {
            GlobalOptions.Json,
            GlobalOptions.Seed,
            GlobalOptions.Threads,
            TrainCommand.Create(),
            InspectCommand.Create(),
            ReportCommand.Create(),
            ReproduceCommand.Create(),
            CompareCommand.Create(),
            ExportCommand.Create(),
            DataCommand.Create(),
            ServeCommand.Create(),
            SelfTestCommand.Create(),
        };
        foreach (var help in root.Options.OfType<HelpOption>()) help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    private static string Verb(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";

    // Settings are checked where they are used, under the names they have there.
    private static string InWordsOfTheCommandLine(string message)
    {
        var sentence = message.Split('\n')[0];
        var tail = sentence.IndexOf(" (Parameter '", StringComparison.Ordinal);
        if (tail >= 0) sentence = sentence[..tail];
        return SettingName().Replace(sentence, match => match.Value switch
        {
            "LearningRate" => "--lr",
            "CheckpointEvery" => "--checkpoint-every",
            "StopLoss" => "--stop-loss",
            "WarmUp" => "--warmup",
            "WeightDecay" => "--weight-decay",
            "TopK" => "--top-k",
            "Examples" => "--inspect-examples",
            var name => $"--{name.ToLowerInvariant()}",
        });
    }

    [GeneratedRegex("^(LearningRate|CheckpointEvery|StopLoss|WarmUp|WeightDecay|Momentum|Batch|Epochs|Steps|TopK|Examples|Probes)(?= is )")]
    private static partial Regex SettingName();
}
