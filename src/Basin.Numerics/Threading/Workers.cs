namespace Basin.Numerics.Threading;

/// <summary>
/// A fork-join pool over fixed chunks. The caller works too, so contention can slow it to one thread and no further;
/// what a chunk computes never depends on who runs it, so any number of threads gives the same bits.
/// </summary>
public sealed class Workers : IDisposable
{
    /// <summary>Runs everything on the calling thread.</summary>
    public static Workers Serial { get; } = new(1);

    /// <summary>Creates a pool of <paramref name="threads"/> threads, the caller included.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is below 1.</exception>
    public Workers(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
    }

    /// <summary>Threads that work, the caller included.</summary>
    public int Threads { get; }

    /// <summary>Runs <paramref name="body"/> for every chunk in 0..<paramref name="chunks"/>−1 and returns when all are done.</summary>
    /// <param name="chunks">How many; a property of the problem, never of the number of threads.</param>
    /// <param name="body">A static method, given <paramref name="state"/> and the chunk.</param>
    /// <param name="state">Usually the address of a struct on the caller's stack.</param>
    /// <remarks>Allocates nothing. A call from inside a chunk runs serially.</remarks>
#pragma warning disable CA1822 // Serial for now.
    public unsafe void Run(int chunks, delegate*<nint, int, void> body, nint state)
    {
        for (var chunk = 0; chunk < chunks; chunk++) body(state, chunk);
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
    }
}
