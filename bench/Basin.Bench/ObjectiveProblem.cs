using System.Numerics;
using Basin.Models;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;

namespace Basin.Bench;

/// <summary>A network's loss over a made-up data set, at a point that a few steps of descent have reached.</summary>
internal sealed class ObjectiveProblem<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly NetworkSpec _spec;
    private readonly Network<T> _network;
    private readonly T[] _parameters, _state;

    public ObjectiveProblem(NetworkSpec spec, int examples, ObjectiveOptions options)
    {
        var seed = new Seed(1);
        (_spec, _network) = (spec, spec.Build<T>());
        var data = ClusteredData.Create<T>(_network.ExampleShape, spec.Classes, examples, seed);
        (_parameters, _state) = (new T[_network.ParameterCount], new T[_network.StateCount]);
        _network.Initialize(seed, _parameters);
        Jitter.Apply(_parameters, seed.Stream("parameters"));
        var model = new Model<T>(_network, LossKind.CrossEntropy);
        Objective = new Objective<T>(model, data, options);
        if (_state.Length > 0) TakeStatistics(model);
        Descend();
    }

    public Objective<T> Objective { get; }

    /// <summary>The description of the network for torch's side.</summary>
    public object Description => _spec.Describe(BatchNormMode.Frozen);

    public int Classes => _spec.Classes;

    /// <summary>The description of θ for torch's side.</summary>
    public object[] Layout => ParameterLayout.Of(_network);

    /// <summary>Makes the objective forget what it computed.</summary>
    public void Forget() => Objective.MoveTo(_parameters, _state);

    public void Write(Exchange exchange)
    {
        var data = Objective.Data;
        exchange.Write<T>("theta", new Shape(_parameters.Length), _parameters);
        exchange.Write("inputs", new Shape([data.Count, .. data.ExampleShape.Extents]), data.Inputs);
        exchange.Write<int>("labels", new Shape(data.Count), [.. Enumerable.Range(0, data.Count).Select(data.Class)]);
        if (_state.Length > 0) exchange.Write<T>("statistics", new Shape(_state.Length), _state);
    }

    public void Dispose() => Objective.Dispose();

    // The statistics of the first examples, as batch norm would have left them.
    private void TakeStatistics(Model<T> model)
    {
        const int Most = 128, Moves = 100;
        _network.InitializeState(_state);
        using var parameters = new NativeBuffer<T>(_parameters.Length);
        _parameters.CopyTo(parameters.Span);
        var count = Math.Min(Most, Objective.Examples);
        using var batch = new Batch<T>(model, count, BatchNormMode.Batch, parameters, new PlanOptions { Derivatives = Derivatives.None });
        batch.Fill(Objective.Data, 0);
        batch.Plan.Evaluate();
        for (var i = 0; i < Moves; i++) batch.MoveState(_state);
    }

    private void Descend()
    {
        var gradient = new T[_parameters.Length];
        var rate = T.CreateTruncating(_spec.LearningRate);
        Forget();
        for (var step = 0; step < _spec.Steps; step++)
        {
            Objective.Gradient(gradient);
            for (var i = 0; i < gradient.Length; i++) _parameters[i] -= rate * gradient[i];
            Forget();
        }
    }
}
