using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;
using Basin.Numerics.Threading;

namespace Basin.Models;

/// <summary>
/// The data set in fixed pieces, each with a plan at the objective's point. Where memory allows, every piece keeps what it
/// computed there; otherwise pieces of one size take turns with one plan.
/// </summary>
internal sealed class Shards<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const long CacheBytes = 24L << 20;
    private readonly DataSet<T> _data;
    private readonly List<Shard> _shards = [];
    private readonly List<Batch<T>> _batches = [];

    public Shards(Model<T> model, DataSet<T> data, NativeBuffer<T> parameters, NativeBuffer<T> state, ObjectiveOptions options)
    {
        _data = data;
        State = state;
        var plan = new PlanOptions { Derivatives = options.Derivatives, KeepAdjoints = options.Derivatives != Derivatives.None, Directions = options.Directions, Workers = options.Workers };
        var size = options.BatchNorm == BatchNormMode.Batch && model.Network.HasStatistics
            ? data.Count
            : Math.Min(data.Count, options.ShardSize ?? ChooseSize(model, parameters, options, plan));
        var first = Make(size);
        WhyNotApart = ExampleGradients<T>.WhyNot(first.Plan.Graph);
        var count = (data.Count + size - 1) / size;
        IsResident = first.Plan.Bytes * count <= options.MemoryBytes;
        for (var start = 0; start < data.Count; start += size)
        {
            var examples = Math.Min(size, data.Count - start);
            var batch = start == 0 ? first
                : IsResident || examples != size ? Make(examples)
                : first;
            _shards.Add(new Shard(batch, start));
        }

        Batch<T> Make(int examples)
        {
            var batch = new Batch<T>(model, examples, options.BatchNorm, parameters, plan);
            _batches.Add(batch);
            return batch;
        }
    }

    /// <summary>Whether every shard keeps what it computed.</summary>
    public bool IsResident { get; }

    /// <summary>The network's state vector.</summary>
    public NativeBuffer<T> State { get; }

    public int Count => _shards.Count;

    /// <summary>Examples in a shard, but for the last.</summary>
    public int Size => _batches[0].Examples;

    /// <summary>What one example takes of a plan's memory.</summary>
    public long BytesPerExample => Math.Max(1, _batches[0].Plan.NodeBytes / Size);

    /// <summary>Why one pass cannot tell the examples apart; null when it can.</summary>
    public string? WhyNotApart { get; }

    public bool MixesExamples => _batches[0].Plan.Graph.Operations.Any(operation => operation.MixesExamples);

    /// <summary>Refuses where examples see each other, so that none has derivatives of its own.</summary>
    public void RequireOwnDerivatives()
    {
        if (MixesExamples) throw new NotSupportedException(WhyNotApart);
    }

    /// <summary>Forgets what was computed: θ or the state has changed.</summary>
    public void Invalidate()
    {
        foreach (var shard in _shards) shard.Reached = Stage.Nothing;
    }

    /// <summary>One shard, evaluated at θ and, if asked, with its adjoints.</summary>
    public (Batch<T> Batch, int Start) At(int index, Derivatives needed)
    {
        var shard = _shards[index];
        if (!IsResident) shard.Reached = Stage.Nothing;
        if (shard.Reached == Stage.Nothing)
        {
            shard.Batch.Fill(_data, shard.Start);
            shard.Batch.FillState(State.Span);
            shard.Batch.Plan.Evaluate();
            shard.Reached = Stage.Evaluated;
        }

        if (needed > Derivatives.None && shard.Reached < Stage.Differentiated)
        {
            shard.Batch.Plan.Backpropagate();
            shard.Reached = Stage.Differentiated;
        }

        return (shard.Batch, shard.Start);
    }

    /// <summary>Notes that somebody else has used a shard's adjoints: the next product computes them again.</summary>
    public void ForgetAdjoints(int index)
    {
        if (_shards[index].Reached == Stage.Differentiated) _shards[index].Reached = Stage.Evaluated;
    }

    public void Dispose()
    {
        foreach (var batch in _batches) batch.Dispose();
    }

    // Small enough that a shard's arrays stay in cache from one operation to the next, large enough to fill the kernels.
    private static int ChooseSize(Model<T> model, NativeBuffer<T> parameters, ObjectiveOptions options, PlanOptions plan)
    {
        using var one = new Batch<T>(model, 1, options.BatchNorm, parameters, plan with { Workers = Workers.Serial });
        using var two = new Batch<T>(model, 2, options.BatchNorm, parameters, plan with { Workers = Workers.Serial });
        var each = Math.Max(1, two.Plan.Bytes - one.Plan.Bytes);
        return (int)Math.Clamp(CacheBytes / each / 16 * 16, 16, 1024);
    }

    private enum Stage
    {
        Nothing,
        Evaluated,
        Differentiated,
    }

    private sealed class Shard(Batch<T> batch, int start)
    {
        public Batch<T> Batch { get; } = batch;

        public int Start { get; } = start;

        public Stage Reached { get; set; }
    }
}
