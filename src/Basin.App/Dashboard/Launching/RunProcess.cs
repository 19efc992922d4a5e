using System.Diagnostics;
using Basin.App.Commands;
using Basin.App.Terminal;

namespace Basin.App.Dashboard.Launching;

/// <summary>A training run in a process of its own. It goes on when the server ends.</summary>
internal sealed class RunProcess : IDisposable
{
    /// <summary>What <c>train</c> says once its folder is there.</summary>
    private const string Begun = "run: ";

    private readonly Process _process;
    private readonly LastLines _said = new();
    private readonly TaskCompletionSource<string?> _folder = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _leaving = new();
    private int _isStopped;

    private RunProcess(Process process)
    {
        _process = process;
        Ended = Follow();
    }

    /// <summary>The run folder once the tool has made or opened it; null when it ended without.</summary>
    public Task<string?> Folder => _folder.Task;

    /// <summary>The exit code, once the process has ended; null when the server left it to itself.</summary>
    public Task<int?> Ended { get; }

    /// <summary>The last of what it said about itself.</summary>
    public string Said => _said.ToString();

    /// <summary>Starts the tool. Arguments go to it one by one, and no shell reads them.</summary>
    public static RunProcess Start(ToolProgram tool, IEnumerable<string> arguments)
    {
        var start = tool.With(arguments);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment[OwnSession.Variable] = "1";
        start.Environment.Remove(ServeCommand.TokenVariable);
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new RunProcess(process);
    }

    /// <summary>Asks it to stop at its next step. Once: a second signal would end it without a checkpoint.</summary>
    public void Stop()
    {
        if (Interlocked.Exchange(ref _isStopped, 1) == 0 && !_process.HasExited) TerminationSignal.Send(_process);
    }

    /// <summary>Leaves it to itself.</summary>
    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
        _process.Dispose();
    }

    private async Task<int?> Follow()
    {
        try
        {
            var output = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, _leaving.Token);
            while (await _process.StandardError.ReadLineAsync(_leaving.Token) is { } line)
            {
                if (line.StartsWith(Begun, StringComparison.Ordinal)) _folder.TrySetResult(line[Begun.Length..]);
                else _said.Add(line);
            }

            await output;
            await _process.WaitForExitAsync(_leaving.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        finally
        {
            _folder.TrySetResult(null);
        }
    }
}
