using System.Numerics;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Training;

/// <summary>Training a model on a data set: gradients on batches with batch statistics, evaluation with the running ones.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class NetworkProblem<T> : TrainingProblem<T>, IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Model<T> _model;
    private readonly DataSet<T> _train;
    private readonly DataSet<T>? _test;
    private readonly Workers _workers;
    private readonly NativeBuffer<T> _parameters, _state;
    private readonly Dictionary<int, Batch<T>> _batches = [];
    private Objective<T>? _onTrain, _onTest;
    private Batch<T>? _last;

    /// <summary>Puts the model at its initial point.</summary>
    /// <param name="model">What to train.</param>
    /// <param name="train">The training examples.</param>
    /// <param name="test">Held-out examples, or null.</param>
    /// <param name="seed">Decides the initial point.</param>
    /// <param name="workers">The threads to use.</param>
    /// <exception cref="BadInputException">The data is not what the model reads.</exception>
    public NetworkProblem(Model<T> model, DataSet<T> train, DataSet<T>? test, Seed seed, Workers workers)
    {
        DataFit.Require(model, train);
        if (test is not null) DataFit.Require(model, test);
        (_model, _train, _test, _workers) = (model, train, test, workers);
        _parameters = new NativeBuffer<T>(model.Network.ParameterCount);
        _state = new NativeBuffer<T>(model.Network.StateCount);
        model.Network.Initialize(seed, _parameters.Span);
        model.Network.InitializeState(_state.Span);
    }

    /// <inheritdoc/>
    public override int Examples => _train.Count;

    /// <inheritdoc/>
    public override Span<T> Parameters => _parameters.Span;

    /// <inheritdoc/>
    public override Span<T> Statistics => _state.Span;

    /// <inheritdoc/>
    public override Span<T> Gradient => (_last ?? throw new InvalidOperationException("There is no gradient before the first ComputeGradient.")).Plan.Gradient;

    /// <inheritdoc/>
    public override double ComputeGradient(ReadOnlySpan<int> examples)
    {
        if (_last is null || _last.Examples != examples.Length) _last = BatchOf(examples.Length);
        _last.Fill(_train, examples);
        var loss = _last.Plan.Evaluate();
        _last.Plan.Backpropagate();
        _last.MoveState(_state.Span);
        return double.CreateChecked(loss);
    }

    /// <inheritdoc/>
    public override Evaluation EvaluateTrain(CancellationToken cancellationToken = default) =>
        EvaluateOn(ref _onTrain, _train, cancellationToken);

    /// <inheritdoc/>
    public override Evaluation? EvaluateTest(CancellationToken cancellationToken = default) =>
        _test is null ? null : EvaluateOn(ref _onTest, _test, cancellationToken);

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        foreach (var batch in _batches.Values) batch.Dispose();
        _onTrain?.Dispose();
        _onTest?.Dispose();
        _parameters.Dispose();
        _state.Dispose();
    }

    private Batch<T> BatchOf(int examples)
    {
        if (!_batches.TryGetValue(examples, out var batch))
            _batches[examples] = batch = new Batch<T>(_model, examples, BatchNormMode.Batch, _parameters, new PlanOptions { Workers = _workers });
        return batch;
    }

    private Evaluation EvaluateOn(ref Objective<T>? objective, DataSet<T> data, CancellationToken cancellationToken)
    {
        objective ??= new Objective<T>(_model, data, new ObjectiveOptions { Derivatives = Derivatives.None, MemoryBytes = 0, Workers = _workers });
        objective.MoveTo(Parameters, Statistics);
        var (loss, accuracy) = objective.Evaluate(cancellationToken);
        return new Evaluation(loss, accuracy);
    }
}
