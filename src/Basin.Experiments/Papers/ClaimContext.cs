using System.Collections.Frozen;
using Basin.Experiments.Runs;
using Basin.Numerics.Random;

namespace Basin.Experiments.Papers;

/// <summary>What a claim is run with: the values of its parameters, its seeds, the machine's threads, and whoever waits.</summary>
public sealed class ClaimContext
{
    private readonly FrozenDictionary<string, double> _values;
    private readonly SharedResults _shared;
    private readonly IProgress<RunProgress>? _progress;
    private readonly string _activity;

    internal ClaimContext(
        Claim claim, string activity, IReadOnlyDictionary<string, double> values, ReproduceOptions options, SharedResults shared, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        Seeds = options.Seeds ?? (options.IsQuick ? claim.Seeds.Quick : claim.Seeds.Full);
        (IsQuick, Seed, Threads, CancellationToken) = (options.IsQuick, new Seed(options.Seed), options.Threads, cancellationToken);
        (_values, _shared, _progress, _activity) = (values.ToFrozenDictionary(), shared, progress, activity);
    }

    /// <summary>Seeds to average over.</summary>
    public int Seeds { get; }

    /// <summary>Whether a quick answer is wanted.</summary>
    public bool IsQuick { get; }

    /// <summary>The root of all chance.</summary>
    public Seed Seed { get; }

    /// <summary>Threads of the machine that may be used; results do not depend on them.</summary>
    public int Threads { get; }

    /// <summary>Checked by long loops.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>The value of a parameter.</summary>
    public double this[string parameter] => _values[parameter];

    /// <summary>The value of a parameter that counts something.</summary>
    public int Count(string parameter) => checked((int)_values[parameter]);

    /// <summary>Runs something for every seed 0 … <see cref="Seeds"/> − 1, as many at once as there are threads.</summary>
    /// <param name="run">Given the number of the seed and a root of chance of its own; uses one thread.</param>
    /// <returns>The results in the order of the seeds.</returns>
    public TResult[] ForEachSeed<TResult>(Func<int, Seed, TResult> run) =>
        ForEach(Enumerable.Range(0, Seeds).ToArray(), index => run(index, Seed.Derive("seed", index)));

    /// <summary>Runs something for every item, as many at once as there are threads, and reports how far it is.</summary>
    /// <param name="items">In the order of the results.</param>
    /// <param name="run">Uses one thread; its result depends on the item alone.</param>
    /// <returns>The results in the order of the items.</returns>
    public TResult[] ForEach<TItem, TResult>(IReadOnlyList<TItem> items, Func<TItem, TResult> run)
    {
        var results = new TResult[items.Count];
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = CancellationToken };
        try
        {
            Parallel.For(0, items.Count, options, i =>
            {
                results[i] = run(items[i]);
                Report(Interlocked.Increment(ref done), items.Count);
            });
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OperationCanceledException))
        {
            throw new OperationCanceledException(e.Message, e, CancellationToken);
        }

        return results;
    }

    /// <summary>Computes something once for all claims that ask for it with equal settings.</summary>
    /// <param name="settings">Everything the result depends on, with value equality: a record.</param>
    /// <param name="compute">Called for the first who asks.</param>
    public TResult Share<TSettings, TResult>(TSettings settings, Func<TSettings, TResult> compute)
        where TSettings : notnull
        where TResult : notnull => _shared.Get(settings, compute);

    /// <summary>Says how far the claim is.</summary>
    public void Report(long done, long total, string detail = "") => _progress?.Report(new RunProgress(_activity, done, total, detail));
}
