using Basin.App.Commands;
using Basin.App.Terminal;

namespace Basin.App;

/// <summary>The tool. A class of its own, because that of top-level statements becomes public beside a web server.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        OwnSession.BeginIfAsked();
        return CommandLine.Run(args, Console.Out, Console.Error);
    }
}
