using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Basin.App.Tests.Commands;

/// <summary>The tool in a process of its own, ended in the ways processes are ended.</summary>
public sealed partial class SignalTests
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    // Long enough to be met in the middle on any machine; checkpoints often enough to have several by then.
    private static readonly string[] _long = ["train", "--steps", "200000", "--batch", "16", "--hidden", "8", "--activation", "tanh", "--checkpoint-every", "500", "--no-inspect", "--out", "run"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public async Task A_signal_stops_at_the_next_step_with_130_and_says_how_to_go_on(int signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        using var folder = new Folder();
        using var process = Tool.Start(folder.Path, _long);
        await WaitForCheckpoints(folder, process);
        Assert.Equal(0, Kill(process.Id, signal));
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.Equal(130, process.ExitCode);
        Assert.Contains("To go on: basin train --resume run", output, StringComparison.Ordinal);
        var steps = long.Parse(output.Split(' ')[2], CultureInfo.InvariantCulture);
        Assert.True(File.Exists(folder[$"run/checkpoints/step-{steps:D12}.safetensors"]), $"The state after {steps} steps is not on the disk.");
    }

    [Fact]
    public async Task A_run_that_was_killed_goes_on_to_the_same_bytes()
    {
        string[] arguments = ["train", "--steps", "60000", "--batch", "16", "--hidden", "8", "--activation", "tanh", "--checkpoint-every", "500", "--no-inspect"];
        using var folder = new Folder();
        Assert.Equal(0, Tool.Run([.. arguments, "--out", folder["straight"]]).Code);
        using (var process = Tool.Start(folder.Path, [.. arguments, "--out", "run"]))
        {
            await WaitForCheckpoints(folder, process);
            process.Kill();
            await process.WaitForExitAsync(Token);
        }

        Assert.SkipWhen(File.Exists(folder["run/done"]), "The run was over before it could be killed.");
        Assert.Equal(0, Tool.Run("train", "--resume", folder["run"]).Code);
        foreach (var file in new[] { "metrics.jsonl", "checkpoints/step-000000060000.safetensors" })
            Assert.True(File.ReadAllBytes(folder[$"straight/{file}"]).AsSpan().SequenceEqual(File.ReadAllBytes(folder[$"run/{file}"])), $"{file} differs.");
    }

    [Fact]
    public async Task A_run_in_use_is_refused_with_the_number_of_the_process()
    {
        using var folder = new Folder();
        using var process = Tool.Start(folder.Path, _long);
        await WaitForCheckpoints(folder, process);
        var (code, _, error) = Tool.Run("train", "--resume", folder["run"]);
        process.Kill();
        await process.WaitForExitAsync(Token);
        Assert.Equal(2, code);
        Assert.Contains($"the run is in use by process {process.Id}", error, StringComparison.Ordinal);
    }

    private static async Task WaitForCheckpoints(Folder folder, Process process)
    {
        while (!process.HasExited && !(Directory.Exists(folder["run/checkpoints"]) && Directory.EnumerateFiles(folder["run/checkpoints"], "step-*.safetensors").Count() >= 2))
            await Task.Delay(5, Token);
        Assert.False(process.HasExited, process.HasExited ? await process.StandardError.ReadToEndAsync(Token) : "");
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
