using System.CommandLine;
using System.Net;
using System.Text.Json;
using Basin.App.Dashboard;
using Basin.App.Terminal;
using Basin.Models;

namespace Basin.App.Commands;

/// <summary><c>basin serve</c>.</summary>
internal static class ServeCommand
{
    /// <summary>The environment variable for the token, which a command line would show to every user of the machine.</summary>
    public const string TokenVariable = "BASIN_TOKEN";

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    public static string[] Examples { get; } = ["basin serve", "basin serve runs --port 8080", "BASIN_TOKEN=$(openssl rand -hex 16) basin serve --address 0.0.0.0"];

    public static Command Create()
    {
        var root = new Argument<string>("folder") { Description = "The folder of the runs", DefaultValueFactory = _ => "runs" };
        var port = OptionValue.Number<int>("--port", "n", "The port; 0 for any that is free [default: 5205]", "a number from 0 to 65535", n => n is >= 0 and <= ushort.MaxValue);
        var address = new Option<IPAddress?>("--address")
        {
            Description = "Where to listen; anything but this machine itself needs --token [default: 127.0.0.1]",
            HelpName = "ip",
            CustomParser = result =>
            {
                var text = result.Tokens[^1].Value;
                if (text == "localhost") return IPAddress.Loopback;
                if (IPAddress.TryParse(text, out var parsed)) return parsed;
                result.AddError($"--address is '{text}'; wanted the number of a network interface, such as 127.0.0.1 or 0.0.0.0.");
                return null;
            },
        };
        var token = new Option<string?>("--token") { Description = $"What every visitor must know, 16 letters and digits or more [default: {TokenVariable} of the environment]", HelpName = "text" };
        var command = new Command("serve", "Show runs in a browser, live and past, and start and stop them from there.") { root, port, address, token };
        command.SetAction(parsed => Run(parsed, () => new DashboardOptions
        {
            Root = parsed.GetRequiredValue(root),
            Port = parsed.GetValue(port) ?? 5205,
            Address = parsed.GetValue(address) ?? IPAddress.Loopback,
            Token = parsed.GetValue(token) ?? (Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } given ? given : null),
        }));
        return command;
    }

    private static int Run(ParseResult parsed, Func<DashboardOptions> read)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var options = read();
        if (options.Page.Count == 0)
            throw new BadInputException("The page is not in this build: npm was missing, or could not fetch its packages, when the tool was built. Install npm (Debian: apt-get install npm) and build again; every other verb works without it.");
        using var interruption = new Interruption();
        using var host = DashboardHost.Start(options, error, interruption.Token);
        if (parsed.GetValue(GlobalOptions.Json)) output.WriteLine(JsonSerializer.Serialize(new { url = host.Url, root = host.Root }, _json));
        else output.WriteLine($"Runs in {host.Root}: {host.Url}");
        output.Flush();
        if (!Directory.Exists(host.Root)) error.WriteLine($"{host.Root}: no such folder yet; the first run makes it.");
        interruption.Token.WaitHandle.WaitOne();
        var left = host.Stop();
        if (left.Count > 0) error.WriteLine($"{(left.Count == 1 ? "One run goes" : $"{left.Count} runs go")} on by {(left.Count == 1 ? "itself" : "themselves")}: {string.Join(", ", left)}.");
        return ExitCode.Done;
    }
}
