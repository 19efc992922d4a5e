using System.Net;
using Basin.App.Commands;
using Basin.Models;

namespace Basin.App.Dashboard;

/// <summary>How the dashboard is served.</summary>
internal sealed record DashboardOptions
{
    /// <summary>Shorter tokens can be guessed.</summary>
    private const int ShortestToken = 16;

    /// <summary>The folder of the runs; nothing outside it is served.</summary>
    public string Root { get; init; } = "runs";

    /// <summary>Where to listen.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 for any that is free.</summary>
    public int Port { get; init => field = value is >= 0 and <= ushort.MaxValue ? value : throw BadInputException.At("--port", $"{value}", "a number from 0 to 65535", "Leave it out for 5205, or give 0 for any port that is free."); } = 5205;

    /// <summary>What every visitor must know; null when this machine's users are the only visitors.</summary>
    public string? Token
    {
        get;
        init => field = value is null || (value.Length >= ShortestToken && value.All(char.IsAsciiLetterOrDigit))
            ? value
            : throw BadInputException.At("--token", $"{value.Length} characters", $"at least {ShortestToken} letters and digits", "'openssl rand -hex 16' makes one.");
    }

    /// <summary>Runs that the page may have going at once.</summary>
    public int MostRuns { get; init; } = 2;

    /// <summary>Streams that may be open at once.</summary>
    public int MostStreams { get; init; } = 64;

    /// <summary>How long a run may take to read its data, until it has a folder.</summary>
    public TimeSpan LongestStart { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The clock of the streams.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How the tool is started for a run of its own.</summary>
    public ToolProgram Tool { get; init; } = ToolProgram.Current;

    /// <summary>The files of the page, by path.</summary>
    public IReadOnlyDictionary<string, byte[]> Page { get; init; } = EmbeddedPage.Files;

    /// <summary>Whether visitors may come from other machines.</summary>
    public bool IsRemote => !IPAddress.IsLoopback(Address);

    /// <summary>Refuses what would let in everybody.</summary>
    /// <exception cref="BadInputException">Other machines can reach the server, and no token keeps them out.</exception>
    public void Require()
    {
        if (IsRemote && Token is null)
            throw BadInputException.At("--address", $"{Address}, which other machines can reach", "a token that every visitor must know", "Give one by --token, or leave --address out and come through 'ssh -L'.");
        if (File.Exists(Root))
            throw BadInputException.At(Root, "a file", "the folder of the runs", "Name the folder that the run folders lie in.");
    }
}
