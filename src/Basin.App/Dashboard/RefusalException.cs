namespace Basin.App.Dashboard;

/// <summary>A request is refused: with a status, and a sentence that says what was found, where, and what to do.</summary>
internal sealed class RefusalException(int status, string sentence) : Exception(sentence)
{
    /// <summary>The status of HTTP, from 400 on.</summary>
    public int Status => status;

    /// <summary>Seconds after which to try again; null where trying again does not help.</summary>
    public int? RetryAfter { get; init; }
}
