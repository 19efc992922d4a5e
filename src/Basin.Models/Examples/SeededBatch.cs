using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;

namespace Basin.Models.Examples;

/// <summary>A batch whose rows are examples at θ, each with a cotangent of its own to pull back.</summary>
internal sealed class SeededBatch<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int[] _indices;
    private readonly Batch<T> _batch;
    private readonly int _outputs;

    public SeededBatch(Model<T> model, int size, NativeBuffer<T> parameters, ObjectiveOptions options, bool single)
    {
        // One example alone is pulled through by the plan's own product, which any graph has.
        var plan = new PlanOptions { KeepAdjoints = true, Derivatives = single ? Derivatives.Second : Derivatives.First, Workers = options.Workers };
        _batch = new Batch<T>(model, size, options.BatchNorm, parameters, plan);
        _indices = new int[size];
        _outputs = model.Network.Outputs;
        if (!single) Gradients = new ExampleGradients<T>(_batch.Plan);
    }

    public int Size => _indices.Length;

    public Plan<T> Plan => _batch.Plan;

    /// <summary>Of the cotangents last set; null in a single batch.</summary>
    public ExampleGradients<T>? Gradients { get; }

    /// <summary>Evaluates examples from <paramref name="first"/> on, each <paramref name="copies"/> times; beyond <paramref name="end"/> the last again.</summary>
    public void Evaluate(DataSet<T> data, NativeBuffer<T> state, int first, int end, int copies = 1)
    {
        for (var i = 0; i < Size; i++) _indices[i] = Math.Min(first + (i / copies), end - 1);
        _batch.Fill(data, _indices);
        _batch.FillState(state.Span);
        Plan.Evaluate();
    }

    /// <summary>Sets every row's cotangent: number <paramref name="column"/>, or, when null, the row's number modulo the columns.</summary>
    public void Seed(HeadSeeds<T> seeds, int? column)
    {
        seeds.Prepare(Plan);
        var outputs = Plan.Values(Plan.Graph.Head);
        var cotangents = Plan.HeadAdjoint;
        for (var i = 0; i < Size; i++)
            seeds.Fill(outputs.Slice(i * _outputs, _outputs), column ?? i % seeds.Columns, cotangents.Slice(i * _outputs, _outputs));
    }

    public void Dispose()
    {
        Gradients?.Dispose();
        _batch.Dispose();
    }
}
