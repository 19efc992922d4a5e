using System.Numerics;
using Basin.Models.Networks;

namespace Basin.Training;

/// <summary>One step as a regulariser sees it: the batch is filled, evaluated and differentiated at θ.</summary>
/// <param name="step">Steps taken before it; the address of its chance.</param>
/// <param name="examples">The indices of the batch.</param>
/// <param name="batch">The batch; its plan holds the gradient of the loss alone.</param>
/// <param name="parameters">θ.</param>
/// <param name="statistics">The network's state, such as running statistics.</param>
/// <typeparam name="T">float or double.</typeparam>
public readonly ref struct TrainingStep<T>(long step, ReadOnlySpan<int> examples, Batch<T> batch, ReadOnlySpan<T> parameters, ReadOnlySpan<T> statistics)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Steps taken before it; at least 0. Chance is drawn by it, so that a resumed run draws the same.</summary>
    public long Step { get; } = step;

    /// <summary>Indices of the batch's examples in the training data.</summary>
    public ReadOnlySpan<int> Examples { get; } = examples;

    /// <summary>The batch. <c>Plan.Gradient</c> is the gradient g of its loss, without any regulariser.</summary>
    public Batch<T> Batch { get; } = batch;

    /// <summary>θ, shape (p).</summary>
    public ReadOnlySpan<T> Parameters { get; } = parameters;

    /// <summary>The network's state beside θ, already moved by this batch.</summary>
    public ReadOnlySpan<T> Statistics { get; } = statistics;
}
