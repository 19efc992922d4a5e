namespace Basin.Numerics.Tests.Threading;

using Basin.Numerics.Threading;

public sealed unsafe class WorkersTests
{
    private static Workers? nested;

    private struct Tally
    {
        public fixed int Runs[64];
        public fixed double Sums[64];
        public int Total;
    }

    private static void Count(nint state, int chunk)
    {
        var tally = (Tally*)state;
        Interlocked.Increment(ref tally->Runs[chunk]);
        Interlocked.Increment(ref tally->Total);
    }

    private static void SumSines(nint state, int chunk)
    {
        var sum = 0.0;
        for (var i = 0; i < 2000; i++) sum += Math.Sin((chunk * 2000) + i);
        ((Tally*)state)->Sums[chunk] = sum;
    }

    private static void RunNested(nint state, int chunk)
    {
        Tally inner = default;
        nested!.Run(8, &Count, (nint)(&inner));
        Interlocked.Add(ref ((Tally*)state)->Total, inner.Total);
        ((Tally*)state)->Runs[chunk]++;
    }

    private static void ThrowOnOdd(nint state, int chunk)
    {
        Count(state, chunk);
        if (chunk % 2 == 1) throw new InvalidOperationException($"chunk {chunk}");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 7)]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(2, 64)]
    [InlineData(4, 16)]
    [InlineData(9, 3)]
    public void Every_chunk_runs_exactly_once(int threads, int chunks)
    {
        using var workers = new Workers(threads);
        for (var repeat = 0; repeat < 500; repeat++)
        {
            Tally tally = default;
            workers.Run(chunks, &Count, (nint)(&tally));
            Assert.Equal(chunks, tally.Total);
            for (var chunk = 0; chunk < 64; chunk++) Assert.Equal(chunk < chunks ? 1 : 0, tally.Runs[chunk]);
        }
    }

    [Fact]
    public void No_chunks_is_no_work()
    {
        using var workers = new Workers(2);
        Tally tally = default;
        workers.Run(0, &Count, (nint)(&tally));
        Assert.Equal(0, tally.Total);
    }

    [Fact]
    public void Sleeping_threads_wake_for_a_later_job()
    {
        using var workers = new Workers(3);
        for (var repeat = 0; repeat < 20; repeat++)
        {
            Tally tally = default;
            workers.Run(16, &SumSines, (nint)(&tally));
            Thread.SpinWait(repeat * 10_000);
            workers.Run(16, &Count, (nint)(&tally));
            Assert.Equal(16, tally.Total);
        }
    }

    [Fact]
    public void A_call_from_inside_a_chunk_runs_serially_and_completely()
    {
        using var workers = new Workers(4);
        nested = workers;
        Tally tally = default;
        workers.Run(16, &RunNested, (nint)(&tally));
        Assert.Equal(128, tally.Total);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void The_exception_of_the_lowest_chunk_reaches_the_caller_after_every_chunk_has_run(int threads)
    {
        using var workers = new Workers(threads);
        for (var repeat = 0; repeat < 10; repeat++)
        {
            Tally tally = default;
            var address = (nint)(&tally);
            var exception = Assert.Throws<InvalidOperationException>(() => workers.Run(16, &ThrowOnOdd, address));
            Assert.Equal("chunk 1", exception.Message);
            Assert.Equal(16, tally.Total);
        }

        Tally after = default;
        workers.Run(16, &Count, (nint)(&after));
        Assert.Equal(16, after.Total);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        Tally one = default;
        Workers.Serial.Run(64, &SumSines, (nint)(&one));
        foreach (var threads in new[] { 2, 3, 8 })
        {
            using var workers = new Workers(threads);
            Tally many = default;
            workers.Run(64, &SumSines, (nint)(&many));
            for (var chunk = 0; chunk < 64; chunk++) Assert.Equal(one.Sums[chunk], many.Sums[chunk]);
        }
    }

    [Fact]
    public void Running_allocates_nothing()
    {
        using var workers = new Workers(2);
        Tally tally = default;
        for (var i = 0; i < 100; i++) workers.Run(8, &SumSines, (nint)(&tally));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) workers.Run(8, &Count, (nint)(&tally));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Calls_from_several_threads_at_once_all_finish()
    {
        using var workers = new Workers(2);
        var totals = new int[4];
        var callers = new Thread[totals.Length];
        for (var t = 0; t < callers.Length; t++)
        {
            var index = t;
            callers[t] = new Thread(() =>
            {
                for (var repeat = 0; repeat < 200; repeat++)
                {
                    Tally tally = default;
                    workers.Run(16, &Count, (nint)(&tally));
                    totals[index] += tally.Total;
                }
            });
            callers[t].Start();
        }

        foreach (var caller in callers) caller.Join();
        Assert.All(totals, total => Assert.Equal(200 * 16, total));
    }

    [Fact]
    public void Busy_neighbours_do_not_stop_the_caller()
    {
        var stop = false;
        var neighbours = new Thread[4];
        for (var t = 0; t < neighbours.Length; t++)
        {
            neighbours[t] = new Thread(() =>
            {
                while (!Volatile.Read(ref stop)) Thread.SpinWait(100);
            })
            { IsBackground = true };
            neighbours[t].Start();
        }

        try
        {
            using var workers = new Workers(2);
            for (var repeat = 0; repeat < 200; repeat++)
            {
                Tally tally = default;
                workers.Run(8, &Count, (nint)(&tally));
                Assert.Equal(8, tally.Total);
            }
        }
        finally
        {
            Volatile.Write(ref stop, true);
            foreach (var neighbour in neighbours) neighbour.Join();
        }
    }

    [Fact]
    public void Dispose_ends_the_threads_and_may_be_called_twice()
    {
        var workers = new Workers(4);
        workers.Dispose();
        workers.Dispose();
    }

    [Fact]
    public void A_pool_needs_a_thread() =>
        Assert.Equal("threads", Assert.Throws<ArgumentOutOfRangeException>(() => new Workers(0)).ParamName);
}
