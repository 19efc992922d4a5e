namespace Basin.App.Dashboard.Streams;

/// <summary>What somebody saw, until it is so no more.</summary>
/// <param name="value">What was seen.</param>
internal sealed class Seen<T>(T value)
{
    private readonly TaskCompletionSource _passed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public T Value => value;

    /// <summary>Ends when something else is seen; fails when nothing can be seen any more.</summary>
    public Task Passed => _passed.Task;

    public void Pass() => _passed.TrySetResult();

    public void Fail(Exception reason) => _passed.TrySetException(reason);
}
