using Basin.Experiments.Runs;

namespace Basin.App.Terminal;

/// <summary>Where progress and messages go: standard error, with a bar on a terminal and plain lines elsewhere.</summary>
internal abstract class Screen : IProgress<RunProgress>, IDisposable
{
    /// <summary>The screen that suits the terminal.</summary>
    public static Screen Open(TextWriter error) => new PlainScreen(error, TimeProvider.System);

    /// <summary>Says one line.</summary>
    public abstract void Say(string line);

    /// <inheritdoc/>
    public abstract void Report(RunProgress value);

    /// <summary>Leaves the terminal as it was; may be called twice.</summary>
    public abstract void Dispose();
}
