using System.Diagnostics;
using System.Text.Json;
using Basin.Testing;

namespace Basin.App.Tests.Browser;

/// <summary>All scenarios of <c>tests/browser</c>, gone through once by node in one browser against the tool in processes of its own.</summary>
public sealed class BrowserRun : IAsyncLifetime
{
    private static readonly string _sources = Path.Combine(Repository.Root, "tests", "browser");
    private static readonly TimeSpan _cap = TimeSpan.FromMinutes(10);
    private readonly Dictionary<string, JsonElement> _results = [];
    private string _error = "";

    /// <summary>Names of the scenarios: a file each.</summary>
    public static IEnumerable<string> Scenarios { get; } =
        [.. Directory.GetFiles(Path.Combine(_sources, "scenarios"), "*.mjs").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    /// <summary>Why there can be no such run here.</summary>
    public string? Missing { get; } = Lack();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Missing is not null) return;
        using var folder = new Folder();
        using var cap = new CancellationTokenSource(_cap);
        using var node = Process.Start(Node(folder.Path))!;
        try
        {
            var error = node.StandardError.ReadToEndAsync(cap.Token);
            while (await node.StandardOutput.ReadLineAsync(cap.Token) is { } line)
            {
                var result = JsonElement.Parse(line);
                _results.Add(result.GetProperty("scenario").GetString()!, result);
            }

            _error = await error;
            await node.WaitForExitAsync(cap.Token);
        }
        finally
        {
            if (!node.HasExited) node.Kill(entireProcessTree: true);
        }
    }

    /// <summary>What went wrong in a scenario, a paragraph a check; empty when all was well.</summary>
    public string Complaints(string scenario) => _results.TryGetValue(scenario, out var result)
        ? string.Join("\n\n", result.GetProperty("checks").EnumerateArray().Where(Failed).Select(check => $"{check.GetProperty("name")}: {check.GetProperty("error")}"))
        : $"The scenario did not run. {_error}";

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool Failed(JsonElement check) => check.GetProperty("error").ValueKind != JsonValueKind.Null;

    private static ProcessStartInfo Node(string folder)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(_sources, "run.mjs"), folder, .. Tool.Command]) start.ArgumentList.Add(argument);
        return start;
    }

    private static string? Lack()
    {
        if (!Tool.HasPage) return "The page is not in this build: npm was missing, or could not fetch its packages, when it was built.";
        if (!IsOnPath("node")) return "There is no node here.";
        if (!Directory.Exists(Path.Combine(_sources, "node_modules"))) return "The packages of the browser tests are not here; 'npm ci' in tests/browser fetches them.";
        return File.Exists(Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium") ? null : "There is no chromium here.";
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
