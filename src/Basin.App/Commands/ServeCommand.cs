using System.CommandLine;
using Basin.App.Dashboard;
using Basin.App.Terminal;
using Basin.Models;

namespace Basin.App.Commands;

/// <summary><c>basin serve</c>.</summary>
internal static class ServeCommand
{
    public static string[] Examples { get; } = ["basin serve", "basin serve runs --port 8080"];

    public static Command Create()
    {
        var root = new Argument<string>("folder") { Description = "The folder of the runs", DefaultValueFactory = _ => "runs" };
        var port = new Option<int>("--port") { Description = "The port on this machine; 0 for any that is free", HelpName = "n", DefaultValueFactory = _ => 5205 };
        var command = new Command("serve", "Show runs in a browser, live and past, and start and stop them from there.") { root, port };
        command.SetAction(parsed =>
        {
            if (!EmbeddedPage.IsHere)
                throw new BadInputException("The page is not in this build: npm was missing, or could not fetch its packages, when the tool was built. Install npm (Debian: apt-get install npm) and build again; every other verb works without it.");
            using var interruption = new Interruption();
            var app = DashboardServer.Create(new DashboardOptions { Root = parsed.GetRequiredValue(root), Port = parsed.GetValue(port) });
            app.StartAsync(interruption.Token).GetAwaiter().GetResult();
            parsed.InvocationConfiguration.Output.WriteLine(string.Join('\n', app.Urls));
            interruption.Token.WaitHandle.WaitOne();
            app.StopAsync(CancellationToken.None).GetAwaiter().GetResult();
            return ExitCode.Done;
        });
        return command;
    }
}
