using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Examples;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Kernels.Elementwise;
using Basin.Numerics.Memory;

namespace Basin.Models;

/// <summary>
/// The function L(θ): a model's mean loss over a whole data set, at one point θ, with its derivatives. An uneven last shard is
/// weighted by its examples.
/// </summary>
/// <remarks>
/// θ is copied in by <see cref="MoveTo"/> and never changed. The same bits for any number of threads. Costs are in passes:
/// a gradient is one, a Hessian product about two, and a Gauss-Newton product about one and a half.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed partial class Objective<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Shards<T> _shards;
    private readonly ExampleRows<T> _rows;
    private readonly ExampleGrams<T> _grams;
    private readonly ExampleNorms<T> _norms;
    private readonly OutputLaw<T> _law;
    private readonly ObjectiveOptions _options;
    private readonly NativeBuffer<T> _parameters, _state;
    private bool _isDeterministic;
    private long _gradientPasses;

    // The directions are set; products are left in the plan.
    private delegate void ShardProduct(Batch<T> batch, int start, int directions, OutputMap<T>? map);

    /// <summary>Joins a model and data.</summary>
    /// <exception cref="BadInputException">The data is not what the model reads.</exception>
    /// <exception cref="OutOfMemoryException">A shard does not fit in memory.</exception>
    public Objective(Model<T> model, DataSet<T> data, ObjectiveOptions? options = null)
    {
        DataFit.Require(model, data);
        (Model, Data, _options) = (model, data, options ?? new ObjectiveOptions());
        _parameters = new NativeBuffer<T>(model.Network.ParameterCount);
        _state = new NativeBuffer<T>(model.Network.StateCount);
        model.Network.InitializeState(_state.Span);
        _shards = new Shards<T>(model, data, _parameters, _state, _options);
        _rows = new ExampleRows<T>(model, data, _parameters, _state, _shards, _options);
        _grams = new ExampleGrams<T>(model, data, _parameters, _state, _shards, _rows, _options);
        _norms = new ExampleNorms<T>(_shards, _rows, ParameterCount);
        _law = OutputLaw<T>.Of(model.Loss);
    }

    /// <summary>Network and loss.</summary>
    public Model<T> Model { get; }

    /// <summary>The data.</summary>
    public DataSet<T> Data { get; }

    /// <summary>p.</summary>
    public int ParameterCount => Model.Network.ParameterCount;

    /// <summary>n.</summary>
    public int Examples => Data.Count;

    /// <summary>θ.</summary>
    public ReadOnlySpan<T> Parameters => _parameters.Span;

    /// <summary>The network's state at θ, such as running statistics; empty without batch norm.</summary>
    public ReadOnlySpan<T> State => _state.Span;

    /// <summary>Directions that a block product carries at once.</summary>
    public int Directions => _options.Directions;

    /// <summary>Which statistics batch norm uses.</summary>
    public BatchNormMode BatchNorm => _options.BatchNorm;

    /// <summary>Whether examples see each other, so that they have no gradients of their own.</summary>
    public bool MixesExamples => _shards.MixesExamples;

    /// <summary>
    /// Passes backwards through one example, since the beginning: n for a gradient, k an example for rows and blocks of curvature. Products are
    /// not among them.
    /// </summary>
    public long ExamplePasses => _gradientPasses + _rows.Passes + _grams.Passes + _norms.Passes;

    /// <summary>Moves to the point θ, with the network's state there.</summary>
    /// <param name="parameters">p elements.</param>
    /// <param name="state">The state vector; empty keeps the present one.</param>
    public void MoveTo(ReadOnlySpan<T> parameters, ReadOnlySpan<T> state = default)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, ParameterCount);
        parameters.CopyTo(_parameters.Span);
        if (!state.IsEmpty) state.CopyTo(_state.Span);
        _shards.Invalidate();
    }

    /// <summary>Probes, once, that the objective is a function: its first shard gives the same bits twice. Costs two of its gradients.</summary>
    /// <exception cref="NotSupportedException">It is not: something draws random numbers. The message says what differed.</exception>
    public void RequireDeterministic()
    {
        if (_isDeterministic || _options.Derivatives == Derivatives.None) return;
        DeterminismProbe.Run(_shards);
        _isDeterministic = true;
    }

    /// <summary>L(θ) and the share of examples classified rightly (null where there are no classes).</summary>
    /// <param name="cancellationToken">Checked once a shard.</param>
    public (double Loss, double? Accuracy) Evaluate(CancellationToken cancellationToken = default)
    {
        var (loss, right) = (0.0, 0);
        for (var i = 0; i < _shards.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (batch, start) = _shards.At(i, Derivatives.None);
            loss += double.CreateChecked(batch.Plan.Values(batch.Traced.Graph.Loss)[0]) * batch.Examples / Examples;
            right += batch.CountRight(Data, start);
        }

        return (loss, Data.Targets.AreClasses ? (double)right / Examples : null);
    }

    /// <summary>∇L(θ).</summary>
    /// <param name="gradient">p elements; overwritten.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    public void Gradient(Span<T> gradient, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, ParameterCount);
        gradient.Clear();
        for (var i = 0; i < _shards.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (batch, _) = _shards.At(i, Derivatives.First);
            Add(batch.Plan.Gradient, Weight(batch), gradient);
            _gradientPasses += batch.Examples;
        }
    }

    /// <summary>y = ∇²L(θ)·x, for each of the rows of x.</summary>
    /// <param name="x">Shape (m, p), m at least 1.</param>
    /// <param name="y">Shape (m, p); overwritten.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    public void HessianProduct(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken = default) =>
        Product(x, y, Derivatives.First, static (batch, _, _, _) => batch.Plan.HessianProducts(), null, cancellationToken);

    /// <summary>y = G·x for each of the rows of x, with G the Gauss-Newton matrix: the mean over examples of JᵀMJ.</summary>
    /// <param name="x">Shape (m, p), m at least 1.</param>
    /// <param name="y">Shape (m, p); overwritten.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    public void GaussNewtonProduct(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken = default) =>
        Product(x, y, Derivatives.First, static (batch, _, _, _) => batch.Plan.GaussNewtonProducts(), null, cancellationToken);

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        _shards.Dispose();
        _rows.Dispose();
        _parameters.Dispose();
        _state.Dispose();
    }

    private unsafe void Add(ReadOnlySpan<T> x, T weight, Span<T> sum)
    {
        fixed (T* from = x, to = sum) Arrays.AddScaled(_options.Workers, sum.Length, weight, from, to);
    }

    // As many of the rows of x from one on as go together; the rest of the directions are zero.
    private int SetDirections(Plan<T> plan, ReadOnlySpan<T> x, int row)
    {
        var p = ParameterCount;
        var count = Math.Min(Directions, (x.Length / p) - row);
        for (var d = 0; d < Directions; d++)
        {
            if (d < count) x.Slice((row + d) * p, p).CopyTo(plan.Direction(d));
            else plan.Direction(d).Clear();
        }

        return count;
    }

    private T Weight(Batch<T> batch) => T.CreateChecked((double)batch.Examples / Examples);

    private void Product(ReadOnlySpan<T> x, Span<T> y, Derivatives needed, ShardProduct multiply, OutputMap<T>? map, CancellationToken cancellationToken)
    {
        var p = ParameterCount;
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Length % p, 0, nameof(x));
        y.Clear();
        var rows = x.Length / p;
        for (var i = 0; i < _shards.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (batch, start) = _shards.At(i, needed);

            // The loss is a mean over its batch already; what a map gives is not.
            var weight = map is null ? Weight(batch) : T.One / T.CreateChecked(Examples);
            for (var row = 0; row < rows; row += Directions)
            {
                var count = SetDirections(batch.Plan, x, row);
                multiply(batch, start, count, map);
                for (var d = 0; d < count; d++) Add(batch.Plan.Product(d), weight, y.Slice((row + d) * p, p));
            }
        }
    }
}
