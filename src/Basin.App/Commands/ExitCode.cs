namespace Basin.App.Commands;

/// <summary>What the process says when it ends.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>It ran, and the answer is no.</summary>
    public const int AnswerIsNo = 1;

    /// <summary>Misuse, or input that cannot be used.</summary>
    public const int BadInput = 2;

    /// <summary>Stopped by a signal; what was done is on the disk.</summary>
    public const int Interrupted = 130;
}
