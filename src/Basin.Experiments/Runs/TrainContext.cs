namespace Basin.Experiments.Runs;

/// <summary>Around a run, and without any influence on its numbers: where, by whom, with how many threads.</summary>
public sealed record TrainContext
{
    /// <summary>The command line, for the record.</summary>
    public required string Command { get; init; }

    /// <summary>Threads that compute, at least 1.</summary>
    public required int Threads { get; init; }

    /// <summary>The folder of the run; null for a new one under <see cref="Root"/>.</summary>
    public string? Folder { get; init; }

    /// <summary>The folder in which runs without a folder of their own are made.</summary>
    public string Root { get; init; } = "runs";

    /// <summary>Told once, when the run folder is known.</summary>
    public Action<string>? Begun { get; init; }

    /// <summary>Who waits.</summary>
    public IProgress<RunProgress>? Progress { get; init; }

    /// <summary>The disk.</summary>
    public Disk Disk { get; init; } = Disk.Local;
}
