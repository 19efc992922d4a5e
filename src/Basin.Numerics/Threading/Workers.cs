using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Basin.Numerics.Threading;

/// <summary>
/// A fork-join pool over fixed chunks. The caller works too, so contention can slow it to one thread and no further;
/// what a chunk computes never depends on who runs it, so any number of threads gives the same bits.
/// </summary>
/// <remarks>
/// The threads are started once, run in the background, look for work for about 20 µs after the last job and then sleep.
/// One job runs at a time: a call made while another is under way, from inside a chunk or from another thread, runs
/// serially on its own thread.
/// </remarks>
public sealed unsafe class Workers : IDisposable
{
    private static readonly long SpinTicks = Stopwatch.Frequency / 50_000;

    private readonly Thread[] _threads;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly SemaphoreSlim _done = new(0);
    private readonly bool _oversubscribed;

    // The job. Written by the caller before the ticket, read by a worker before it claims with the same ticket.
    private delegate*<nint, int, void> _body;
    private nint _state;
    private int _chunks;

    // High half: the number of the job. Low half: chunks nobody has claimed. In one word, so that a worker that was
    // delayed can never claim from a later job than the one whose body it has read.
    private long _ticket;
    private int _unfinished;
    private int _busy;
    private int _callerSleeps;
    private int _sleeping;
    private int _failedChunk;
    private ExceptionDispatchInfo? _failure;
    private volatile bool _stop;

    /// <summary>Runs everything on the calling thread.</summary>
    public static Workers Serial { get; } = new(1);

    /// <summary>Creates a pool of <paramref name="threads"/> threads, the caller included.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is below 1.</exception>
    public Workers(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        _oversubscribed = threads > Environment.ProcessorCount;
        _threads = new Thread[threads - 1];
        for (var i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = $"Basin worker {i + 1}" };
            _threads[i].Start();
        }
    }

    /// <summary>Threads that work, the caller included.</summary>
    public int Threads { get; }

    /// <summary>Runs <paramref name="body"/> for every chunk in 0..<paramref name="chunks"/>−1 and returns when all are done.</summary>
    /// <param name="chunks">How many; a property of the problem, never of the number of threads.</param>
    /// <param name="body">A static method, given <paramref name="state"/> and the chunk.</param>
    /// <param name="state">Usually the address of a struct on the caller's stack.</param>
    /// <remarks>
    /// Allocates nothing. A call from inside a chunk runs serially. When chunks throw, the others still run, and then
    /// the exception of the lowest of them is thrown here.
    /// </remarks>
    public void Run(int chunks, delegate*<nint, int, void> body, nint state)
    {
        if (chunks <= 1 || _threads.Length == 0 || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            RunHere(chunks, body, state);
            return;
        }

        _body = body;
        _state = state;
        _chunks = chunks;
        _unfinished = chunks;
        _failedChunk = int.MaxValue;
        var job = (uint)(_ticket >> 32) + 1;
        Interlocked.Exchange(ref _ticket, ((long)job << 32) | (uint)chunks);
        Wake(chunks - 1);
        while (TryRunOne()) { }
        Join();
        var failure = _failure;
        _failure = null;
        Volatile.Write(ref _busy, 0);
        failure?.Throw();
    }

    /// <summary>Ends the threads and waits for them. No call to <see cref="Run"/> may be under way.</summary>
    public void Dispose()
    {
        if (_threads.Length == 0 || _stop) return;
        _stop = true;
        _wake.Release(_threads.Length);
        foreach (var thread in _threads) thread.Join();
        _wake.Dispose();
        _done.Dispose();
    }

    private static void RunHere(int chunks, delegate*<nint, int, void> body, nint state)
    {
        ExceptionDispatchInfo? failure = null;
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            try
            {
                body(state, chunk);
            }
            catch (Exception exception)
            {
                failure ??= ExceptionDispatchInfo.Capture(exception);
            }
        }

        failure?.Throw();
    }

    private bool TryRunOne()
    {
        while (true)
        {
            var ticket = Volatile.Read(ref _ticket);
            var left = (int)(uint)ticket;
            if (left == 0) return false;
            var (body, state, chunks) = ((nint)_body, _state, _chunks);
            if (Interlocked.CompareExchange(ref _ticket, ticket - 1, ticket) != ticket) continue;
            Execute((delegate*<nint, int, void>)body, state, chunks - left);
            return true;
        }
    }

    private void Execute(delegate*<nint, int, void> body, nint state, int chunk)
    {
        try
        {
            body(state, chunk);
        }
        catch (Exception exception)
        {
            lock (_threads)
            {
                if (chunk < _failedChunk) (_failedChunk, _failure) = (chunk, ExceptionDispatchInfo.Capture(exception));
            }
        }

        if (Interlocked.Decrement(ref _unfinished) == 0 && Interlocked.Exchange(ref _callerSleeps, 0) == 1) _done.Release();
    }

    private void Wake(int atMost)
    {
        // Who is counted here is woken here: the count and the semaphore always agree.
        while (true)
        {
            var sleeping = Volatile.Read(ref _sleeping);
            var count = Math.Min(sleeping, atMost);
            if (count <= 0) return;
            if (Interlocked.CompareExchange(ref _sleeping, sleeping - count, sleeping) != sleeping) continue;
            _wake.Release(count);
            return;
        }
    }

    /// <summary>Waits for the chunks that others have begun; there is nothing left to claim.</summary>
    private void Join()
    {
        var deadline = Stopwatch.GetTimestamp() + (5 * SpinTicks);
        while (Volatile.Read(ref _unfinished) != 0)
        {
            if (_oversubscribed) Thread.Yield();
            else Thread.SpinWait(4);
            if (Stopwatch.GetTimestamp() < deadline) continue;
            Interlocked.Exchange(ref _callerSleeps, 1);
            if (Volatile.Read(ref _unfinished) != 0 || Interlocked.Exchange(ref _callerSleeps, 0) == 0) _done.Wait();
        }
    }

    private void Work()
    {
        while (!_stop)
        {
            var deadline = Stopwatch.GetTimestamp() + SpinTicks;
            do
            {
                while (TryRunOne()) deadline = Stopwatch.GetTimestamp() + SpinTicks;
                if (_oversubscribed) Thread.Yield();
                else Thread.SpinWait(4);
            }
            while (Stopwatch.GetTimestamp() < deadline);

            Interlocked.Increment(ref _sleeping);
            if ((int)(uint)Interlocked.Read(ref _ticket) != 0 && TryStayAwake()) continue;
            _wake.Wait();
        }
    }

    /// <summary>Takes this worker off the count of sleepers, unless a caller has already paid for waking it.</summary>
    private bool TryStayAwake()
    {
        while (true)
        {
            var sleeping = Volatile.Read(ref _sleeping);
            if (sleeping == 0) return false;
            if (Interlocked.CompareExchange(ref _sleeping, sleeping - 1, sleeping) == sleeping) return true;
        }
    }
}
