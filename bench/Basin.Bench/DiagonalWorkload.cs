using System.Numerics;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;
using Basin.Training.Theory.DiagonalLinear;

namespace Basin.Bench;

/// <summary>SGD with one example a step on many diagonal linear networks, each with data of its own, beside NumPy and torch with all of them in one batch.</summary>
/// <param name="name">As in the table.</param>
/// <param name="wanted">How many times faster Basin should be.</param>
internal sealed class DiagonalWorkload<T>(string name, double wanted) : Workload(name, wanted)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Networks = 50;
    private const int CheckedSteps = 200;
    private const double Rate = 0.02;
    private const double Alpha = 0.1;
    private static readonly SparseRegressionOptions s_options = new();
    private static readonly Seed[] s_seeds = [.. Enumerable.Range(0, Networks).Select(k => new Seed(1).Derive("network", k))];

    private static bool IsSingle => typeof(T) == typeof(float);

    private static double[] Scale => [.. Enumerable.Repeat(Alpha, s_options.Inputs)];

    public override IReadOnlyList<Row> Run(Session session)
    {
        var problems = s_seeds.Select(seed => SparseRegression<T>.Draw(s_options, seed)).ToArray();
        var networks = Array.Empty<DiagonalNetwork<T>>();
        var own = new OwnContestant(Reset, Steps);
        var notes = new List<string>();
        using var exchange = new Exchange();
        IReadOnlyList<PeerContestant> variants = [];
        if (session.Peer is not null)
        {
            Write(exchange, problems);
            variants = session.Peer.Load(exchange.Folder);
            session.Peer.Check();
            own.Run(CheckedSteps);
            T[] stepped = [.. networks.SelectMany(network => network.ReadCoefficients()).Select(T.CreateTruncating)];
            var difference = exchange.Compare<T>("stepped", stepped, IsSingle ? 1e-4 : 1e-10);
            if (!difference.IsAllowed) throw new DisagreementException($"{Name}: Basin and its peer disagree. {difference}");
            notes.Add($"{CheckedSteps} steps with the same examples: relative difference of {difference}");
        }

        notes.Add("Basin draws its examples as it goes; the other side has them at hand");
        var result = new Race(session.Options, session.Log).Run(own, variants);
        notes.Add($"Basin takes {1e3 * Networks / result.Own.Time.Median:f0} million steps of single networks a second");
        Dispose();
        foreach (var problem in problems) problem.Dispose();
        var time = Format.Time(result.Own.Time.Median);
        return [result.Peer is { } best
            ? new Row(Name, time, $"{Format.Time(best.Time.Median)} ({best.Name})", result.Ratio(best), "x", Wanted, false, notes)
            : new Row(Name, time, null, null, "x", Wanted, false, notes)];

        void Reset()
        {
            Dispose();
            networks = [.. problems.Select(problem => new DiagonalNetwork<T>(problem, Scale))];
        }

        void Steps(int repeats)
        {
            // No target to stop at: all steps are taken.
            var options = new DiagonalOptions { LearningRate = Rate, MaxSteps = repeats, LossTarget = double.Epsilon, LossEvery = 1 << 20 };
            if (DiagonalSgd.Run(networks, s_seeds, options).Any(run => run.Steps != repeats)) throw new InvalidOperationException($"{Name}: a network stopped early.");
        }

        void Dispose()
        {
            foreach (var network in networks) network.Dispose();
        }
    }

    private static void Write(Exchange exchange, SparseRegression<T>[] problems)
    {
        var (n, d) = (s_options.Examples, s_options.Inputs);
        var (rows, truth, drawn) = (new double[Networks * n * d], new double[Networks * d], new double[Networks * CheckedSteps]);
        var examples = new int[CheckedSteps];
        for (var k = 0; k < Networks; k++)
        {
            for (var i = 0; i < n; i++) problems[k].CopyRow(i, rows.AsSpan(((k * n) + i) * d, d));
            problems[k].Truth.CopyTo(truth, k * d);
            var stream = s_seeds[k].Stream("sgd/examples");
            stream.FillIndices(examples.AsSpan(0, 1), n);
            stream.FillIndices(examples.AsSpan(1), n);
            for (var t = 0; t < CheckedSteps; t++) drawn[(t * Networks) + k] = examples[t];
        }

        exchange.WriteSettings(new { Workload = "diagonal", Precision = IsSingle ? "float32" : "float64", LearningRate = Rate, Alpha });
        exchange.Write<double>("rows", new Shape(Networks, n, d), rows);
        exchange.Write<double>("truth", new Shape(Networks, d), truth);
        exchange.Write<double>("drawn", new Shape(CheckedSteps, Networks), drawn);
    }
}
