using Basin.Numerics.Graphs;
using Basin.Numerics.Kernels;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;

namespace Basin.Bench;

/// <summary>A product of square float32 matrices, in percent of the machine's multiply-add peak.</summary>
internal sealed unsafe class GemmWorkload(string name, double wanted, int size) : Workload(name, wanted)
{
    private const double Limit = 1e-5;

    public override IReadOnlyList<Row> Run(Session session)
    {
        using var a = Matrix("a");
        using var b = Matrix("b");
        using var c = new NativeBuffer<float>(size * size);
        var own = new OwnContestant(() => { }, Iterate);
        var notes = new List<string>();
        using var exchange = new Exchange();
        IReadOnlyList<PeerContestant> variants = [];
        if (session.Peer is not null)
        {
            var shape = new Shape(size, size);
            exchange.WriteSettings(new { Workload = "gemm", Precision = "float32" });
            exchange.Write<float>("a", shape, a.Span);
            exchange.Write<float>("b", shape, b.Span);
            variants = session.Peer.Load(exchange.Folder);
            session.Peer.Check();
            Iterate(1);
            var difference = exchange.Compare<float>("c", c.Span, Limit);
            if (!difference.IsAllowed) throw new DisagreementException($"{Name}: Basin and torch disagree. {difference}");
            notes.Add($"float32: relative difference of {difference}");
        }

        // The peak is taken just before and just after, so that all meet the same machine.
        var peaks = Peaks(session);
        var result = new Race(session.Options, session.Log).Run(own, variants);
        var peak = peaks.Concat(Peaks(session)).Max();
        var work = 2.0 * size * size * size;
        var speeds = result.Own.Times.Select(time => work / time).ToList();
        if (result.Peer is { } torch)
            notes.Add($"torch with OpenBLAS: {work / torch.Time.Median:f0} GF/s; Basin is {Format.Digits(result.Ratio(torch).Median)}x as fast");
        return [new Row(
            Name, $"{Spread.Of(speeds).Median:f0} GF/s", $"peak {peak:f0} GF/s", Spread.Of(speeds.Select(speed => 100 * speed / peak)), "%", Wanted, false, notes)];

        void Iterate(int repeats)
        {
            for (var i = 0; i < repeats; i++)
                Gemm.Multiply(session.Workers, size, size, size, new Matrix<float>(a.Pointer, size), new Matrix<float>(b.Pointer, size), c.Pointer, size, accumulate: false);
        }
    }

    // One thread's peak times the threads.
    private static List<double> Peaks(Session session) =>
        [.. Enumerable.Range(0, 20).Select(_ => session.Options.Threads * MultiplyAddPeak.Measure())];

    private NativeBuffer<float> Matrix(string name)
    {
        var buffer = new NativeBuffer<float>(size * size);
        new Seed(1).Stream(name).FillGaussian(buffer.Span);
        return buffer;
    }
}
