using System.Numerics;
using Basin.Numerics.Graphs;

namespace Basin.Training.Regularizers;

/// <summary>A term that is added to what is descended, by its gradient: λR(θ), or on average λR(θ) over batches and chance.</summary>
/// <remarks>
/// This door is for functions of θ (named windows are in <c>Network.Parameters</c>) and of derivatives of the batch's loss. A function
/// of nodes of the graph, such as a batch's features, is a <see cref="Models.Losses.LossTerm{T}"/>: the passes then differentiate it.
/// Chance comes from a stream of the run's seed positioned by the step, so that a resumed run goes on to the same bits.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public abstract class Regularizer<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Up to which derivative the batch's plan must go.</summary>
    public virtual Derivatives Derivatives => Derivatives.First;

    /// <summary>Adds the gradient of the term at one step. Allocates nothing after the first step of a batch size.</summary>
    /// <param name="step">Where training stands. Whoever uses up the plan's adjoints runs <c>Plan.Backpropagate</c> again.</param>
    /// <param name="gradient">What is descended, shape (p); to be added to. It is not the plan's own gradient.</param>
    /// <returns>The value of the term, in L; NaN where it is not known without further cost.</returns>
    public abstract double AddGradient(in TrainingStep<T> step, Span<T> gradient);

    /// <summary>Frees what the term holds.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the memory that a term keeps beside the batch's.</summary>
    protected virtual void Free()
    {
    }
}
