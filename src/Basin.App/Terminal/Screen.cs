using Basin.Experiments.Runs;

namespace Basin.App.Terminal;

/// <summary>Where progress and messages go: standard error, with a bar on a terminal and plain lines elsewhere.</summary>
internal abstract class Screen : IProgress<RunProgress>
{
    /// <summary>Does some work with the screen that suits the terminal, and leaves the terminal as it was.</summary>
    public static T During<T>(TextWriter error, Func<Screen, T> work) =>
        IsInteractive(error) ? BarScreen.During(work) : work(new PlainScreen(error, TimeProvider.System));

    /// <summary>Says one line.</summary>
    public abstract void Say(string line);

    /// <inheritdoc/>
    public abstract void Report(RunProgress value);

    // A bar is drawn with control codes: in a file, on a dumb terminal or where NO_COLOR asks for calm they are noise.
    private static bool IsInteractive(TextWriter error) =>
        ReferenceEquals(error, Console.Error)
        && !Console.IsErrorRedirected
        && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb")
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
}
