using System.CommandLine;

namespace Basin.App.Commands;

/// <summary>The options that every verb has.</summary>
internal static class GlobalOptions
{
    public static Option<bool> Json { get; } = new("--json") { Description = "Print one JSON object and nothing else; progress goes to standard error", Recursive = true };

    public static Option<ulong?> Seed { get; } = new("--seed")
    {
        Description = "The root of all chance; the same seed gives the same bits [default: 1]",
        HelpName = "n",
        Recursive = true,
        CustomParser = OptionValue.Parse<ulong>("a whole number, 0 or above"),
    };

    public static Option<int?> Threads { get; } = new("--threads")
    {
        Description = "Threads that compute; results do not depend on them [default: all processors]",
        HelpName = "n",
        Recursive = true,
        CustomParser = OptionValue.Parse<int>("a whole number from 1 to 1024", threads => threads is >= 1 and <= 1024),
    };

    public static int ThreadsOf(ParseResult parsed) => parsed.GetValue(Threads) ?? Environment.ProcessorCount;
}
