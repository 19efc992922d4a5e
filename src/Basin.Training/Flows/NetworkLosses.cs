using System.Collections.Immutable;
using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;
using Basin.Numerics.Threading;

namespace Basin.Training.Flows;

/// <summary>The losses of a network on batches of a data set whose composition is given.</summary>
/// <remarks>Costs a gradient, or a gradient and a product, of one batch a call. One plan serves all batches.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class NetworkLosses<T> : BatchLosses<T>, IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly DataSet<T> _data;
    private readonly ImmutableArray<ImmutableArray<int>> _batches;
    private readonly NativeBuffer<T> _parameters;
    private readonly Batch<T> _batch;

    /// <summary>Lays out the plan.</summary>
    /// <param name="model">Network and loss; batch norm would join the examples of a batch by more than their mean, and is refused.</param>
    /// <param name="data">The examples.</param>
    /// <param name="batches">Indices of examples, each batch as long as the others.</param>
    /// <param name="workers">Threads; the calling thread alone when null.</param>
    /// <exception cref="NotSupportedException">The network has batch norms.</exception>
    /// <exception cref="ArgumentException">The batches differ in length, or are empty.</exception>
    public NetworkLosses(Model<T> model, DataSet<T> data, ImmutableArray<ImmutableArray<int>> batches, Workers? workers = null)
        : base(model.Network.ParameterCount, batches.Length)
    {
        if (model.Network.HasStatistics)
            throw new NotSupportedException($"Network '{model.Network.Name}' has batch norms, whose statistics move by steps and have no flow. Use a network without them.");
        var size = batches[0].Length;
        if (size == 0 || batches.Any(batch => batch.Length != size))
            throw new ArgumentException($"The batches have from {batches.Min(batch => batch.Length)} to {batches.Max(batch => batch.Length)} examples; all must have the same number, at least 1, so that the mean of their losses is the loss.", nameof(batches));
        DataFit.Require(model, data);
        (_data, _batches) = (data, batches);
        _parameters = new NativeBuffer<T>(model.Network.ParameterCount);
        _batch = new Batch<T>(model, size, BatchNormMode.Batch, _parameters, new PlanOptions { Derivatives = Derivatives.Second, Workers = workers ?? Workers.Serial });
    }

    /// <summary>Every example of a data set as a batch of its own.</summary>
    public static NetworkLosses<T> OfExamples(Model<T> model, DataSet<T> data, Workers? workers = null) =>
        new(model, data, [.. Enumerable.Range(0, data.Count).Select(index => ImmutableArray.Create(index))], workers);

    /// <inheritdoc/>
    public override void Gradient(int batch, ReadOnlySpan<T> point, Span<T> gradient)
    {
        point.CopyTo(_parameters.Span);
        _batch.Fill(_data, _batches[batch].AsSpan());
        _batch.Plan.Evaluate();
        _batch.Plan.Backpropagate();
        _batch.Plan.Gradient.CopyTo(gradient);
    }

    /// <inheritdoc/>
    public override void HessianProduct(int batch, ReadOnlySpan<T> point, ReadOnlySpan<T> direction, Span<T> product)
    {
        direction.CopyTo(_batch.Plan.Direction());
        _batch.Plan.HessianProducts();
        _batch.Plan.Product().CopyTo(product);
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        _batch.Dispose();
        _parameters.Dispose();
    }
}
