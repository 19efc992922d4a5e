using System.Numerics;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training.Noise;

namespace Basin.Training;

/// <summary>Training a model on a data set: gradients on batches with batch statistics, evaluation with the running ones.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class NetworkProblem<T> : TrainingProblem<T>, IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly DataSet<T> _train;
    private readonly DataSet<T>? _test;
    private readonly Workers _workers;
    private readonly TrainingMethods<T> _methods;
    private readonly SelectionNoise<T> _selection;
    private readonly Model<T> _descended, _clean;
    private readonly Derivatives _derivatives;
    private readonly NativeBuffer<T> _parameters, _state, _sum;
    private readonly Dictionary<int, (Batch<T> Batch, CleanLoss<T>? Clean)> _batches = [];
    private Objective<T>? _onTrain, _onTest;
    private Batch<T>? _last;
    private double _penalty;
    private CleanLoss<T>? _lastClean;

    /// <summary>Puts the model at its initial point.</summary>
    /// <param name="model">What to train.</param>
    /// <param name="train">The training examples.</param>
    /// <param name="test">Held-out examples, or null.</param>
    /// <param name="seed">Decides the initial point, and what stochastic norms draw at each step.</param>
    /// <param name="workers">The threads to use.</param>
    /// <param name="methods">What else is done, null for nothing; the problem frees its terms and regularisers.</param>
    /// <exception cref="BadInputException">The data is not what the model reads.</exception>
    public NetworkProblem(Model<T> model, DataSet<T> train, DataSet<T>? test, Seed seed, Workers workers, TrainingMethods<T>? methods = null)
    {
        DataFit.Require(model, train);
        if (test is not null) DataFit.Require(model, test);
        (_train, _test, _workers) = (train, test, workers);
        _methods = methods ?? new TrainingMethods<T>();
        _selection = new SelectionNoise<T>(seed);
        _descended = _methods.Terms.IsEmpty ? model : model.With(_methods.Terms.AsSpan());
        _clean = _methods.Noise.Aggregate(model, (clean, noise) => noise.Clean(clean));
        _derivatives = _methods.Regularizers.Select(regularizer => regularizer.Derivatives).Append(_methods.Derivatives).Max();
        _parameters = new NativeBuffer<T>(model.Network.ParameterCount);
        _sum = new NativeBuffer<T>(_methods.Regularizers.IsEmpty ? 0 : model.Network.ParameterCount);
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
    public override Span<T> Gradient => _sum.Length > 0 ? _sum.Span : Batch.Plan.Gradient;

    /// <inheritdoc/>
    public override double Penalty => _penalty;

    /// <summary>The batch of the last <see cref="ComputeGradient"/>, as that left it.</summary>
    /// <exception cref="InvalidOperationException">There was none.</exception>
    public Batch<T> Batch => _last ?? throw new InvalidOperationException("There is no gradient before the first ComputeGradient.");

    /// <inheritdoc/>
    public override double ComputeGradient(long step, ReadOnlySpan<int> examples)
    {
        if (_last is null || _last.Examples != examples.Length) (_last, _lastClean) = BatchOf(examples.Length);
        _last.Fill(_train, examples);
        _lastClean?.Keep(_last);
        _last.FillState(_state.Span);
        _selection.Apply(step, _last);
        foreach (var noise in _methods.Noise) noise.Apply(step, _last);
        var total = _last.Plan.Evaluate();
        var loss = _last.Plan.Values(_last.Traced.DataLoss)[0];
        _last.Plan.Backpropagate();
        _last.MoveState(_state.Span);
        _penalty = double.CreateChecked(total - loss);
        if (_sum.Length > 0) AddRegularizers(new TrainingStep<T>(step, examples, _last, _parameters.Span, _state.Span));
        return _lastClean?.Of(_last) ?? double.CreateChecked(loss);
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
        foreach (var (batch, clean) in _batches.Values)
        {
            batch.Dispose();
            clean?.Dispose();
        }

        foreach (var regularizer in _methods.Regularizers) regularizer.Dispose();
        foreach (var term in _methods.Terms.OfType<IDisposable>()) term.Dispose();
        _onTrain?.Dispose();
        _onTest?.Dispose();
        _parameters.Dispose();
        _state.Dispose();
        _sum.Dispose();
    }

    // The plan's own gradient stays that of the loss, which a regulariser may build on.
    private void AddRegularizers(in TrainingStep<T> step)
    {
        step.Batch.Plan.Gradient.CopyTo(_sum.Span);
        foreach (var regularizer in _methods.Regularizers) _penalty += regularizer.AddGradient(step, _sum.Span);
    }

    private (Batch<T> Batch, CleanLoss<T>? Clean) BatchOf(int examples)
    {
        if (_batches.TryGetValue(examples, out var known)) return known;
        var batch = new Batch<T>(_descended, examples, BatchNormMode.Batch, _parameters, new PlanOptions { Derivatives = _derivatives, KeepAdjoints = _methods.KeepAdjoints, Workers = _workers });
        return _batches[examples] = (batch, _methods.Noise.Any(noise => noise is TargetNoise<T>) ? new CleanLoss<T>(_clean, batch) : null);
    }

    private Evaluation EvaluateOn(ref Objective<T>? objective, DataSet<T> data, CancellationToken cancellationToken)
    {
        objective ??= new Objective<T>(_clean, data, new ObjectiveOptions { Derivatives = Derivatives.None, MemoryBytes = 0, Workers = _workers });
        objective.MoveTo(Parameters, Statistics);
        var (loss, accuracy) = objective.Evaluate(cancellationToken);
        return new Evaluation(loss, accuracy);
    }
}
