using System.Numerics;
using Basin.Models.Data;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;

namespace Basin.Models.Networks;

/// <summary>A model's plan for one batch size, with the means to fill it from a data set.</summary>
/// <remarks>Evaluating it leaves per-example losses and outputs to read. Allocates nothing after construction.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Batch<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TracedModel<T> _traced;
    private readonly Model<T> _model;
    private readonly int[] _indices;

    /// <summary>Lays out the plan of <paramref name="model"/> for <paramref name="examples"/> examples.</summary>
    /// <param name="model">What to evaluate.</param>
    /// <param name="examples">The batch size.</param>
    /// <param name="batchNorm">Which statistics batch norm uses.</param>
    /// <param name="parameters">θ, shared.</param>
    /// <param name="options">What the plan must be able to do.</param>
    public Batch(Model<T> model, int examples, BatchNormMode batchNorm, NativeBuffer<T> parameters, PlanOptions options)
    {
        _model = model;
        Examples = examples;
        _indices = new int[examples];
        _traced = model.Trace(examples, batchNorm);
        Plan = new Plan<T>(_traced.Graph, parameters, options);
    }

    /// <summary>The batch size.</summary>
    public int Examples { get; }

    /// <summary>Where the examples last filled in stand in their data set.</summary>
    public ReadOnlySpan<int> Indices => _indices;

    /// <summary>The plan.</summary>
    public Plan<T> Plan { get; }

    /// <summary>The graph with its inputs.</summary>
    public TracedModel<T> Traced => _traced;

    /// <summary>Copies the examples at <paramref name="indices"/> into the plan's inputs.</summary>
    /// <param name="data">Whose examples fit the network; see <see cref="DataFit"/>.</param>
    /// <param name="indices">As many as the batch has examples.</param>
    public void Fill(DataSet<T> data, ReadOnlySpan<int> indices)
    {
        var inputs = Plan.Values(_traced.Inputs);
        var targets = Plan.Values(_traced.Targets);
        int d = data.ExampleShape.Length, k = _model.TargetLength;
        indices.CopyTo(_indices);
        for (var i = 0; i < indices.Length; i++)
        {
            data.Input(indices[i]).CopyTo(inputs[(i * d)..]);
            FillTarget(data, indices[i], targets.Slice(i * k, k));
        }
    }

    /// <summary>Copies <see cref="Examples"/> successive examples into the plan's inputs.</summary>
    /// <param name="data">Whose examples fit the network.</param>
    /// <param name="first">The first.</param>
    public void Fill(DataSet<T> data, int first)
    {
        var d = data.ExampleShape.Length;
        data.Inputs.Slice(first * d, Examples * d).CopyTo(Plan.Values(_traced.Inputs));
        var targets = Plan.Values(_traced.Targets);
        var k = _model.TargetLength;
        for (var i = 0; i < Examples; i++)
        {
            _indices[i] = first + i;
            FillTarget(data, first + i, targets.Slice(i * k, k));
        }
    }

    /// <summary>
    /// Copies the network's state, such as running statistics, into the nodes that read it, and lets the batch normalise every channel
    /// where training would draw.
    /// </summary>
    /// <param name="state">The whole state vector.</param>
    public void FillState(ReadOnlySpan<T> state)
    {
        foreach (var (info, node) in _traced.Tracer.StateInputs)
            state.Slice(info.Offset, info.Length).CopyTo(Plan.Values(node));
        foreach (var field in _traced.Tracer.Fields) Plan.Values(field).Clear();
        foreach (var selection in _traced.Tracer.Selections) Plan.Values(selection.Node).Fill(T.One);
    }

    /// <summary>Moves the running statistics of the state towards those of the batch just evaluated.</summary>
    /// <param name="state">The whole state vector.</param>
    public void MoveState(Span<T> state)
    {
        foreach (var statistics in _traced.Tracer.Running) statistics.Update(Plan, state);
    }

    /// <summary>How many of the evaluated examples got their own class the highest output; 0 for targets that are no classes.</summary>
    /// <param name="data">Where the examples came from.</param>
    /// <param name="first">The first.</param>
    public int CountRight(DataSet<T> data, int first)
    {
        if (!data.Targets.AreClasses) return 0;
        var outputs = Plan.Values(_traced.Graph.Head);
        var k = _model.Network.Outputs;
        var right = 0;
        for (var i = 0; i < Examples; i++)
        {
            var row = outputs.Slice(i * k, k);
            var guess = k == 1 ? (row[0] > T.Zero ? 1 : 0) : IndexOfMax(row);
            if (guess == data.Class(first + i)) right++;
        }

        return right;
    }

    /// <inheritdoc/>
    public void Dispose() => Plan.Dispose();

    private static int IndexOfMax(ReadOnlySpan<T> row)
    {
        var best = 0;
        for (var j = 1; j < row.Length; j++)
            if (row[j] > row[best]) best = j;
        return best;
    }

    private void FillTarget(DataSet<T> data, int index, Span<T> target)
    {
        if (_model.Loss == Losses.LossKind.SquaredError && data.Targets.AreClasses)
        {
            target.Clear();
            target[data.Class(index)] = T.One;
        }
        else
        {
            data.Target(index).CopyTo(target);
        }
    }
}
