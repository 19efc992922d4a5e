using Basin.Numerics.Graphs;
using Basin.Numerics.Random;
using Basin.Training.Theory;

namespace Basin.Bench;

/// <summary>Steps of SGD with label noise on a two-layer network in float64, beside torch's autograd and, in a row of its own, steps written by hand in NumPy.</summary>
/// <param name="name">As in the table.</param>
/// <param name="wanted">How many times faster than autograd.</param>
/// <param name="wantedByHand">How many times faster than NumPy.</param>
internal sealed class LabelNoiseWorkload(string name, double wanted, double wantedByHand) : Workload(name, wanted)
{
    private const int Examples = 100;
    private const int Inputs = 50;
    private const int Width = 200;
    private const int CheckedSteps = 50;
    private const double Limit = 1e-10;
    private static readonly Seed s_seed = new(1);

    // Small enough that any number of steps stays near the minimum.
    private static readonly TwoLayerOptions s_options = new() { LearningRate = 0.002, Batch = 1, Noise = TwoLayerNoise.Sign, Sigma = 0.1 };

    public override IReadOnlyList<Row> Run(Session session)
    {
        using var network = new TwoLayerNetwork(Inputs, Width);
        network.Initialize(1, s_seed.Stream("network"));
        var start = new double[network.ParameterCount];
        network.CopyParametersTo(start);
        var examples = Draw();
        TwoLayerDescent? descent = null;
        var own = new OwnContestant(Reset, repeats => descent!.Run(repeats));
        var notes = new List<string>();
        using var exchange = new Exchange();
        IReadOnlyList<PeerContestant> variants = [];
        if (session.Peer is not null)
        {
            Write(exchange, start, examples);
            variants = session.Peer.Load(exchange.Folder);
            session.Peer.Check();
            own.Run(CheckedSteps);
            var stepped = new double[start.Length];
            network.CopyParametersTo(stepped);
            var difference = exchange.Compare<double>("stepped", stepped, Limit);
            if (!difference.IsAllowed) throw new DisagreementException($"{Name}: Basin and torch disagree. {difference}");
            notes.Add($"float64, {CheckedSteps} steps with the same batches and noise: relative difference of {difference}");
        }

        notes.Add("Basin draws its batches and noise as it goes; the other side has them at hand");
        var result = new Race(session.Options, session.Log).Run(own, variants);
        descent?.Dispose();
        return [Compare(Name, result, result.Peer, Wanted, notes), Compare($"{Name}, by hand", result, result.Others.FirstOrDefault(lane => lane.Name.StartsWith("numpy", StringComparison.Ordinal)), wantedByHand, [])];

        void Reset()
        {
            descent?.Dispose();
            network.SetParameters(start);
            descent = new TwoLayerDescent(network, examples, s_options, s_seed);
        }
    }

    private static Row Compare(string name, RaceResult result, Lane? other, double least, IReadOnlyList<string> notes)
    {
        var own = Format.Time(result.Own.Time.Median);
        return other is null
            ? new Row(name, own, null, null, "x", least, false, notes)
            : new Row(name, own, $"{Format.Time(other.Time.Median)} ({other.Name})", result.Ratio(other), "x", least, false, notes);
    }

    private static VectorExamples Draw()
    {
        var (inputs, targets) = (new double[Examples * Inputs], new double[Examples]);
        s_seed.Stream("inputs").FillGaussian<double>(inputs);
        s_seed.Stream("targets").FillGaussian<double>(targets);
        return new VectorExamples(inputs, targets);
    }

    private static void Write(Exchange exchange, double[] start, VectorExamples examples)
    {
        var (batches, signs) = (s_seed.Stream("batches"), s_seed.Stream("label-noise"));
        var drawn = Enumerable.Range(0, CheckedSteps).Select(_ => (double)batches.NextInt(Examples)).ToArray();
        var noise = Enumerable.Range(0, CheckedSteps).Select(_ => (signs.NextUInt64() & 1) == 0 ? s_options.Sigma : -s_options.Sigma).ToArray();
        exchange.WriteSettings(new { Workload = "label-noise", Precision = "float64", Inputs, Width, s_options.LearningRate });
        exchange.Write<double>("theta", new Shape(start.Length), start);
        exchange.Write("inputs", new Shape(Examples, Inputs), examples.Inputs);
        exchange.Write("targets", new Shape(Examples), examples.Targets);
        exchange.Write<double>("drawn", new Shape(CheckedSteps), drawn);
        exchange.Write<double>("noise", new Shape(CheckedSteps), noise);
    }
}
