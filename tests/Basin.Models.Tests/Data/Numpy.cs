using System.Diagnostics;

namespace Basin.Models.Tests.Data;

/// <summary>numpy as an independent reader and writer.</summary>
public static class Numpy
{
    private static readonly string? _python = new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(python => TryRun(python, "import numpy", out _));

    /// <summary>Runs a script with numpy as np and the folder as the current one; gives what it prints.</summary>
    public static string Run(string folder, string script)
    {
        if (_python is null) Assert.Skip("python3 with numpy is not installed (Debian: python3-numpy).");
        Assert.True(TryRun(_python, $"import os, numpy as np\nos.chdir({Quote(folder)})\n{script}", out var output), output);
        return output.Trim();
    }

    private static string Quote(string text) => $"'{text.Replace("'", "\\'", StringComparison.Ordinal)}'";

    private static bool TryRun(string python, string script, out string output)
    {
        output = "";
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEndAsync();
            output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0) output += error.Result;
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
