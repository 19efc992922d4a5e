using System.Collections.Immutable;
using System.Numerics;
using Basin.Models.Losses;
using Basin.Numerics.Graphs;
using Basin.Training.Noise;
using Basin.Training.Regularizers;

namespace Basin.Training;

/// <summary>What is done to a network's training beside descending its loss on batches. By default nothing.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed record TrainingMethods<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Changes to each batch, in order.</summary>
    public ImmutableArray<BatchNoise<T>> Noise { get; init; } = [];

    /// <summary>Terms of the loss that live in the graph of a training batch.</summary>
    public ImmutableArray<LossTerm<T>> Terms { get; init; } = [];

    /// <summary>Terms of the loss by their gradients, in order. The problem that is given them frees them.</summary>
    public ImmutableArray<Regularizer<T>> Regularizers { get; init; } = [];

    /// <summary>Up to which derivative the batches' plans must go for what else looks at them; at least the first, which training needs.</summary>
    public Derivatives Derivatives { get; init; } = Derivatives.First;

    /// <summary>Whether the batches' plans keep the adjoints of all nodes after a step, from which instruments tell single gradients apart.</summary>
    public bool KeepAdjoints { get; init; }
}
