using System.Diagnostics;
using Basin.App.Commands;

namespace Basin.App.Tests;

/// <summary>The tool, in this process or in one of its own.</summary>
internal static class Tool
{
    private static readonly string _assembly = Path.Combine(AppContext.BaseDirectory, "basin.dll");

    /// <summary>What begins every command line of the tool in a process of its own.</summary>
    public static string[] Command { get; } =
        [Environment.ProcessPath is { } host && Path.GetFileName(host).StartsWith("dotnet", StringComparison.Ordinal) ? host : "dotnet", "exec", _assembly];

    /// <summary>Whether the page of <c>basin serve</c> was there to be built in.</summary>
    public static bool HasPage => typeof(CommandLine).Assembly.GetManifestResourceInfo("page/index.html") is not null;

    /// <summary>Runs a command line here.</summary>
    public static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = CommandLine.Run(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Starts a command line in a process of its own.</summary>
    public static Process Start(string folder, params string[] arguments) => Start(folder, null, arguments);

    /// <summary>Runs a command line in a process of its own whose data folder is empty.</summary>
    public static (int Code, string Output) RunWithoutData(string folder, params string[] arguments)
    {
        using var process = Start(folder, folder, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        error.Wait();
        return (process.ExitCode, output);
    }

    private static Process Start(string folder, string? data, string[] arguments)
    {
        var start = new ProcessStartInfo(Command[0])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (data is not null) start.Environment["BASIN_DATA"] = data;
        foreach (var argument in (string[])[.. Command[1..], .. arguments]) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
