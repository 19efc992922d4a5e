using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;

namespace Basin.Bench;

/// <summary>A task on a network, against torch.</summary>
internal sealed class NetworkWorkload(
    string name, double wanted, NetworkSpec network, NetworkTask task, int batch, Precision precision) : Workload(name, wanted)
{
    private const int CheckedBatch = 16;
    private const double LimitFloat64 = 1e-10;
    private const double LimitFloat32 = 1e-5;

    // A rectifier whose input is within rounding of zero may open on one side and not on the other; the float64 check is the strict one there.
    private const double LimitAcrossKinks = 5e-2;

    public override Row Run(Session session)
    {
        var notes = new List<string>();
        if (session.Peer is { } peer && precision == Precision.Float32 && network.HasKinks)
            notes.Add(Check(peer, Precision.Float64, Math.Min(batch, CheckedBatch), LimitFloat64));

        using var exchange = new Exchange();
        using var own = Create(precision, batch, session);
        own.Write(exchange);
        IReadOnlyList<PeerContestant> variants = [];
        if (session.Peer is not null)
        {
            variants = session.Peer.Load(exchange.Folder);
            notes.Add(Compare(session.Peer, exchange, own, precision, batch, precision == Precision.Float64 ? LimitFloat64 : network.HasKinks ? LimitAcrossKinks : LimitFloat32));
        }

        foreach (var note in notes) session.Log($"    agreement: {note}");
        var result = new Race(session.Options, session.Log).Run(own.Own, variants);
        if (result.Peer is not { } best)
            return new Row(Name, Format.Time(result.Own.Time.Median), null, null, "x", Wanted, false, notes);
        notes.Add("raced: " + string.Join("; ", result.Others.Select(lane => $"torch {lane.Name} {Format.Time(lane.Time.Median)} ({Format.Digits(result.Ratio(lane).Median)}x{(lane.Informational ? ", for information" : "")})")));
        return new Row(Name, Format.Time(result.Own.Time.Median), $"{Format.Time(best.Time.Median)} ({best.Name})", result.Ratio(best), "x", Wanted, false, notes);
    }

    private string Check(Peer peer, Precision checkedPrecision, int checkedBatch, double limit)
    {
        using var exchange = new Exchange();
        using var own = Create(checkedPrecision, checkedBatch, null);
        own.Write(exchange);
        peer.Load(exchange.Folder);
        return Compare(peer, exchange, own, checkedPrecision, checkedBatch, limit);
    }

    private string Compare(Peer peer, Exchange exchange, INetworkCase own, Precision checkedPrecision, int checkedBatch, double limit)
    {
        peer.Check();
        var differences = own.Compare(exchange, limit).ToList();
        var text = $"{checkedPrecision.ToString().ToLowerInvariant()}, batch {checkedBatch}: relative differences {string.Join(", ", differences)}";
        return differences.TrueForAll(difference => difference.IsAllowed)
            ? text
            : throw new DisagreementException($"{Name}: Basin and torch disagree. {text}");
    }

    private INetworkCase Create(Precision wantedPrecision, int examples, Session? session) => wantedPrecision == Precision.Float32
        ? Create<float>(examples, session)
        : Create<double>(examples, session);

    private NetworkCase<T> Create<T>(int examples, Session? session)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // With batch statistics an example has no gradient of its own.
        var batchNorm = task == NetworkTask.Samples ? BatchNormMode.Frozen : BatchNormMode.Batch;
        var options = new PlanOptions
        {
            Derivatives = task == NetworkTask.Product ? Derivatives.Second : Derivatives.First,
            KeepAdjoints = task == NetworkTask.Samples,
        };
        if (session is not null) options = options with { Workers = session.Workers };
        var problem = new NetworkProblem<T>(network, examples, batchNorm, options);
        var description = network.Describe(batchNorm);
        return task switch
        {
            NetworkTask.Step => new StepCase<T>(problem, network, description),
            NetworkTask.Product => new ProductCase<T>(problem, network, description),
            NetworkTask.Samples => new SamplesCase<T>(problem, network, description),
            _ => throw new InvalidOperationException($"There is no task {task}."),
        };
    }
}
