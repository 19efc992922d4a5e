using System.Diagnostics;
using Basin.Models;

namespace Basin.Experiments.Reports;

/// <summary>A program of the machine that turns pages or figures into other files.</summary>
internal sealed class OutsideProgram
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private readonly string _path;

    private OutsideProgram(string path) => _path = path;

    /// <summary>Finds the first of some names on the search path.</summary>
    /// <param name="option">What was asked that needs it.</param>
    /// <param name="names">In the order to look for.</param>
    /// <exception cref="BadInputException">None is there.</exception>
    public static OutsideProgram Find(string option, params ReadOnlySpan<string> names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names)
            foreach (var folder in folders)
                if (File.Exists(Path.Combine(folder, name))) return new OutsideProgram(Path.Combine(folder, name));
        throw BadInputException.At(option, $"no {string.Join(" or ", names.ToArray())} on this machine's search path", "one of them", $"Install it, or leave {option} out: the report itself needs nothing.");
    }

    /// <summary>Runs it to its end.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="arguments">As it knows them.</param>
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="BadInputException">It failed, or did not end.</exception>
    public byte[] Run(byte[] input, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(_path, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        var copied = process.StandardOutput.BaseStream.CopyToAsync(output);
        process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            throw BadInputException.At(_path, $"no end after {s_patience.TotalMinutes:0} minutes", "a program that ends", "Run it by hand to see why.");
        }

        copied.Wait();
        if (process.ExitCode == 0) return output.ToArray();
        var last = errors.Result.TrimEnd().Split('\n')[^1];
        throw BadInputException.At(_path, $"exit code {process.ExitCode} ({last.Trim().TrimEnd('.')})", "exit code 0", "Run it by hand to see why.");
    }
}
