namespace Basin.Bench;

/// <summary>A workload that torch can do too: the numbers are compared first, then the times, then, where asked, the memory.</summary>
/// <param name="name">As in the table.</param>
/// <param name="wanted">How many times faster Basin should be.</param>
/// <param name="network">What is evaluated.</param>
/// <param name="precision">The number type.</param>
/// <param name="examples">How many examples.</param>
internal abstract class ComparedWorkload(string name, double wanted, NetworkSpec network, Precision precision, int examples) : Workload(name, wanted)
{
    private const double LimitFloat64 = 1e-10;
    private const double LimitFloat32 = 1e-5;

    // A rectifier whose input is within rounding of zero may open on one side and not on the other; the float64 check is the strict one there.
    private const double LimitAcrossKinks = 5e-2;

    /// <summary>At most so many rounds, where one takes long.</summary>
    public int MaxRounds { get; init; } = int.MaxValue;

    /// <summary>Whether the peak memory of both sides is measured too, each in a process of its own.</summary>
    public bool MeasuresMemory { get; init; }

    protected NetworkSpec Network => network;

    /// <summary>Examples of the strict check in float64.</summary>
    protected virtual int CheckedExamples => 16;

    /// <summary>The largest relative difference in float32 away from kinks.</summary>
    protected virtual double Limit => LimitFloat32;

    public override IReadOnlyList<Row> Run(Session session)
    {
        var notes = new List<string>();
        if (session.Peer is { } peer && precision == Precision.Float32 && network.HasKinks)
            notes.Add(Check(peer, Precision.Float64, Math.Min(examples, CheckedExamples), LimitFloat64));

        using var exchange = new Exchange();
        var result = Race(session, exchange, notes);
        if (result.Peer is not { } best)
            return [new Row(Name, Format.Time(result.Own.Time.Median), null, null, "x", Wanted, false, notes)];
        notes.Add("raced: " + string.Join("; ", result.Others.Select(lane => $"torch {lane.Name} {Format.Time(lane.Time.Median)} ({Format.Digits(result.Ratio(lane).Median)}x{(lane.Informational ? ", for information" : "")})")));
        var row = new Row(Name, Format.Time(result.Own.Time.Median), $"{Format.Time(best.Time.Median)} ({best.Name})", result.Ratio(best), "x", Wanted, false, notes);
        return MeasuresMemory ? [row, PeakMemory.Compare(Name, session, exchange, best.Name)] : [row];
    }

    public override void RunOnce(Session session)
    {
        using var own = Create(precision, examples, session);
        own.Own.Run(1);
    }

    protected abstract INetworkCase Create(Precision wantedPrecision, int wantedExamples, Session? session);

    /// <summary>Two sides of one folder; the case is gone when this returns, so that memory is measured without it.</summary>
    private RaceResult Race(Session session, Exchange exchange, List<string> notes)
    {
        using var own = Create(precision, examples, session);
        own.Write(exchange);
        IReadOnlyList<PeerContestant> variants = [];
        if (session.Peer is not null)
        {
            variants = session.Peer.Load(exchange.Folder);
            notes.Add(Compare(session.Peer, exchange, own, precision, examples, precision == Precision.Float64 ? LimitFloat64 : network.HasKinks ? LimitAcrossKinks : Limit));
        }

        foreach (var note in notes) session.Log($"    agreement: {note}");
        var options = session.Options with { Rounds = Math.Min(session.Options.Rounds, MaxRounds) };
        var result = new Race(options, session.Log).Run(own.Own, variants);
        foreach (var variant in variants) variant.Drop();
        if (own.Remark is { } remark) notes.Add(remark);
        return result;
    }

    private string Check(Peer peer, Precision checkedPrecision, int checkedExamples, double limit)
    {
        using var exchange = new Exchange();
        using var own = Create(checkedPrecision, checkedExamples, null);
        own.Write(exchange);
        peer.Load(exchange.Folder);
        return Compare(peer, exchange, own, checkedPrecision, checkedExamples, limit);
    }

    private string Compare(Peer peer, Exchange exchange, INetworkCase own, Precision checkedPrecision, int checkedExamples, double limit)
    {
        peer.Check();
        var differences = own.Compare(exchange, limit).ToList();
        var text = $"{checkedPrecision.ToString().ToLowerInvariant()}, {checkedExamples} example{(checkedExamples == 1 ? "" : "s")}: relative differences {string.Join(", ", differences)}";
        return differences.TrueForAll(difference => difference.IsAllowed)
            ? text
            : throw new DisagreementException($"{Name}: Basin and torch disagree. {text}");
    }
}
