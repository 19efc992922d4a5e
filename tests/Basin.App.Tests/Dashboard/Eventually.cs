namespace Basin.App.Tests.Dashboard;

/// <summary>Waits for what other processes and tasks bring about and announce to nobody here.</summary>
internal static class Eventually
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    /// <summary>Ends when it holds; fails when it does not in a time that no machine needs.</summary>
    public static async Task Holds(Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(_patience);
        while (!condition()) await Task.Delay(5, patience.Token);
    }
}
