using System.Collections.Concurrent;
using Basin.App.Commands;
using Microsoft.AspNetCore.Http;

namespace Basin.App.Dashboard.Launching;

/// <summary>The runs that this server started, as long as their processes live; and what those said that failed.</summary>
internal sealed class StartedRuns(DashboardOptions options) : IDisposable
{
    private readonly ConcurrentDictionary<string, Going> _living = new(StringComparer.Ordinal);
    private readonly RecentFailures _failures = new();
    private readonly SemaphoreSlim _door = new(1);

    /// <summary>The names of the runs that are going on.</summary>
    public IReadOnlyCollection<string> Living => [.. _living.Keys];

    /// <summary>Whether a run is going on that can be stopped from here.</summary>
    public bool IsMine(string id) => _living.ContainsKey(id);

    /// <summary>The exit code of a run once its process has ended and its place is free; null at once for one that is not going on, and for one that the server leaves to itself.</summary>
    public Task<int?> Ended(string id) => _living.TryGetValue(id, out var going) ? going.Gone.Task : Task.FromResult<int?>(null);

    /// <summary>What a run said before it failed; null for every other.</summary>
    public string? Failure(string id) => _failures.Of(id);

    /// <summary>Starts a run and waits until it has its folder.</summary>
    /// <param name="arguments">Those of the tool, from the verb on.</param>
    /// <param name="cancellationToken">Gives up while other runs are being started; a process that was started is waited for.</param>
    /// <returns>The name of the run.</returns>
    /// <exception cref="RefusalException">Too many are going on, or the tool refused; the sentence is the tool's own.</exception>
    public async Task<string> Start(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        // One at a time: two would count the same places, and choose the same new folder.
        await _door.WaitAsync(cancellationToken);
        try
        {
            if (_living.Count >= options.MostRuns)
                throw new RefusalException(StatusCodes.Status429TooManyRequests, $"{_living.Count} runs started here are going on, which is as many as may at once. Wait for one of them, or stop it.") { RetryAfter = 10 };
            return await Begin(RunProcess.Start(options.Tool, arguments));
        }
        finally
        {
            _door.Release();
        }
    }

    /// <summary>Asks a run to stop at its next step; asking again changes nothing.</summary>
    /// <returns>False when it is not going on, or was not started here.</returns>
    public bool Stop(string id)
    {
        if (!_living.TryGetValue(id, out var going)) return false;
        going.Run.Stop();
        return true;
    }

    /// <summary>Leaves the runs to themselves.</summary>
    public void Dispose()
    {
        foreach (var going in _living.Values) going.Run.Dispose();
        _door.Dispose();
    }

    private async Task<string> Begin(RunProcess run)
    {
        if (await FolderOf(run) is { } folder)
        {
            var id = IdOf(Path.GetFullPath(folder));
            var going = _living[id] = new Going(run, folder, new TaskCompletionSource<int?>(TaskCreationOptions.RunContinuationsAsynchronously));
            _failures.Forget(id);
            _ = Watch(id, going);
            return id;
        }

        var (code, said) = (await run.Ended, run.Said);
        run.Dispose();
        throw code == ExitCode.BadInput
            ? new RefusalException(StatusCodes.Status400BadRequest, said)
            : new RefusalException(StatusCodes.Status500InternalServerError, $"The run could not be started (exit code {code}). {said}".TrimEnd());
    }

    private async Task<string?> FolderOf(RunProcess run)
    {
        try
        {
            return await run.Folder.WaitAsync(options.LongestStart);
        }
        catch (TimeoutException)
        {
            run.Stop();
            run.Dispose();
            throw new RefusalException(StatusCodes.Status504GatewayTimeout, $"The run had no folder after {options.LongestStart.TotalSeconds:f0} s and was given up. Try it in a terminal: 'basin train' says there what it waits for.");
        }
    }

    // As in the list, where a root that is a run itself has a name too.
    private string IdOf(string folder)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Root));
        var from = File.Exists(Path.Combine(root, "run.json")) ? Path.GetDirectoryName(root) ?? root : root;
        return Path.GetRelativePath(from, folder).Replace(Path.DirectorySeparatorChar, '/');
    }

    private async Task Watch(string id, Going going)
    {
        var code = await going.Run.Ended;
        // A run that came to an end, even a bad one, says so itself in its folder.
        if (code is not (null or ExitCode.Done or ExitCode.Interrupted) && !File.Exists(Path.Combine(going.Folder, "done")))
            _failures.Add(id, going.Run.Said.Length > 0 ? going.Run.Said : $"The process of the run ended with exit code {code}.");
        if (code is not null)
        {
            _living.TryRemove(id, out _);
            going.Run.Dispose();
        }

        going.Gone.SetResult(code);
    }

    private sealed record Going(RunProcess Run, string Folder, TaskCompletionSource<int?> Gone);
}
