using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Basin.App.Terminal;
using Basin.Experiments.Papers;
using Basin.Experiments.Reports;
using Basin.Experiments.Runs;
using Basin.Models;

namespace Basin.App.Commands;

/// <summary><c>basin reproduce</c>.</summary>
internal static class ReproduceCommand
{
    public static string[] Examples { get; } =
    [
        "basin reproduce",
        "basin reproduce pesme2021 --quick",
        "basin reproduce pesme2021/sgd-beats-gd --set alpha=0.1 --set gamma=0.05 --seeds 50 --json",
        "basin reproduce pesme2021 --help",
        "basin reproduce --all --quick",
    ];

    private static Argument<string?> Target { get; } = new("paper[/claim]")
    {
        Description = "A paper, or one claim of it [default: lists them]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static Option<string[]> Values { get; } = new("--set") { Description = "Give a parameter of the claims another value; repeat for more", HelpName = "name=value" };

    private static Option<int?> Seeds { get; } = OptionValue.Number<int>("--seeds", "n", "Seeds a claim [default: what each claim has]", "a whole number, 1 or above", n => n >= 1);

    private static Option<bool> Quick { get; } = new("--quick") { Description = "Fewer seeds, for an answer in minutes" };

    private static Option<bool> All { get; } = new("--all") { Description = "Run every claim of every paper" };

    private static Option<string?> Out { get; } = new("--out") { Description = "The folder of the results [default: a new one under runs/]", HelpName = "folder" };

    public static Command Create()
    {
        var command = new Command("reproduce", "Run the claims of the papers that this science comes from, and print what was measured beside what was expected. Ends with 1 when a claim fails.")
        {
            Target, Values, Seeds, Quick, All, Out,
        };
        command.SetAction(Run);
        return command;
    }

    /// <summary>What the help of <c>basin reproduce PAPER</c> adds: the claims with their parameters. Empty without a paper.</summary>
    public static string HelpOn(ParseResult parsed) =>
        parsed.GetValue(Target) is { } target ? string.Concat(PaperCatalog.Find(target).Select(entry => ReproductionText.Settings(entry.Paper, entry.Claims))) : "";

    private static int Run(ParseResult parsed)
    {
        var output = parsed.InvocationConfiguration.Output;
        var target = parsed.GetValue(Target);
        var isAll = parsed.GetValue(All);
        if (target is not null && isAll) throw new BadInputException($"Both '{target}' and --all are given; give one of them.");
        if (target is null && !isAll)
        {
            if (parsed.GetValue(GlobalOptions.Json)) output.WriteLine(JsonSerializer.Serialize(PaperListing.Of(PaperCatalog.All), RunJson.Readable.PaperListing));
            else output.Write(ReproductionText.List(PaperCatalog.All));
            return ExitCode.Done;
        }

        using var interruption = new Interruption();
        var options = new ReproduceOptions
        {
            Target = target,
            Values = ReadValues(parsed.GetValue(Values) ?? []),
            Seeds = parsed.GetValue(Seeds),
            IsQuick = parsed.GetValue(Quick),
            Seed = parsed.GetValue(GlobalOptions.Seed) ?? 1,
            Threads = GlobalOptions.ThreadsOf(parsed),
            Folder = parsed.GetValue(Out),
        };
        var reproduction = Screen.During(parsed.InvocationConfiguration.Error, screen => ReproduceJob.Run(options, screen, cancellationToken: interruption.Token));
        if (!parsed.GetValue(GlobalOptions.Json)) output.Write(ReproductionText.Of(reproduction));
        else if (isAll) output.WriteLine(JsonSerializer.Serialize(reproduction, RunJson.Readable.Reproduction));
        else output.WriteLine(JsonSerializer.Serialize(reproduction.Papers[0] with { Report = reproduction.Report }, RunJson.Readable.PaperResult));
        return reproduction.Passed ? ExitCode.Done : ExitCode.AnswerIsNo;
    }

    private static ImmutableSortedDictionary<string, double> ReadValues(string[] assignments)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (var assignment in assignments)
        {
            var parts = assignment.Split('=', 2);
            if (parts.Length != 2 || !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                throw BadInputException.At("--set", $"'{assignment}'", "name=number, such as alpha=0.1", "'basin reproduce PAPER --help' lists the names.");
            values[parts[0]] = value;
        }

        return values.ToImmutable();
    }
}
