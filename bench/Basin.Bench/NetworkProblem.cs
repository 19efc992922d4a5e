using System.Numerics;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Bench;

/// <summary>A network with made-up data at a made-up point, and the plan that evaluates it.</summary>
internal sealed class NetworkProblem<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Network<T> _network;
    private readonly T[] _start, _inputs, _state;
    private readonly int[] _labels;
    private readonly TracedModel<T> _model;

    public NetworkProblem(NetworkSpec spec, int batch, BatchNormMode batchNorm, PlanOptions options)
    {
        var seed = new Seed(1);
        _network = spec.Build<T>();
        _model = new Model<T>(_network, LossKind.CrossEntropy).Trace(batch, batchNorm);
        Parameters = new NativeBuffer<T>(_network.ParameterCount);
        Plan = new Plan<T>(_model.Graph, Parameters, options);

        _start = new T[_network.ParameterCount];
        _network.Initialize(seed, _start);
        Jitter.Apply(_start, seed.Stream("parameters"));
        _inputs = Drawn(_model.Inputs.Shape.Length, seed.Stream("inputs"));
        var chance = seed.Stream("labels");
        _labels = new int[batch];
        for (var i = 0; i < batch; i++) _labels[i] = chance.NextInt(spec.Classes);
        _state = State(seed.Stream("state"));

        Reset();
        _inputs.CopyTo(Plan.Values(_model.Inputs));
        var targets = Plan.Values(_model.Targets);
        for (var i = 0; i < batch; i++) targets[i] = T.CreateChecked(_labels[i]);
        foreach (var (state, node) in _model.Tracer.StateInputs)
            _state.AsSpan(state.Offset, state.Length).CopyTo(Plan.Values(node));
    }

    public Plan<T> Plan { get; }

    public NativeBuffer<T> Parameters { get; }

    public int Batch => _labels.Length;

    /// <summary>The description of θ for torch's side.</summary>
    public object[] Layout => ParameterLayout.Of(_network);

    /// <summary>Moves θ back to its start.</summary>
    public void Reset() => _start.CopyTo(Parameters.Span);

    public void Write(Exchange exchange)
    {
        exchange.Write<T>("theta", new Shape(_start.Length), _start);
        exchange.Write<T>("inputs", _model.Inputs.Shape, _inputs);
        exchange.Write<int>("labels", new Shape(_labels.Length), _labels);
        if (_state.Length > 0) exchange.Write<T>("statistics", new Shape(_state.Length), _state);
    }

    public void Dispose()
    {
        Plan.Dispose();
        Parameters.Dispose();
    }

    private static T[] Drawn(int length, RandomSource chance)
    {
        var values = new T[length];
        for (var i = 0; i < length; i++) values[i] = T.CreateTruncating(chance.NextGaussian());
        return values;
    }

    // Means near 0 and variances near 1, as training would leave them, but none equal.
    private T[] State(RandomSource chance)
    {
        var state = new T[_network.StateCount];
        _network.InitializeState(state);
        foreach (ref var value in state.AsSpan()) value += T.CreateTruncating(0.2 * chance.NextDouble());
        return state;
    }
}
