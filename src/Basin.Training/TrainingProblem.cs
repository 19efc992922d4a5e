using System.Numerics;

namespace Basin.Training;

/// <summary>What is trained, as the loop sees it: a point θ, and the gradient there on any batch of examples.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class TrainingProblem<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The number n of training examples.</summary>
    public abstract int Examples { get; }

    /// <summary>θ, shape (p); the loop writes to it.</summary>
    public abstract Span<T> Parameters { get; }

    /// <summary>The gradient of the last <see cref="ComputeGradient"/>, shape (p); a rule may overwrite it.</summary>
    public abstract Span<T> Gradient { get; }

    /// <summary>The value at the last <see cref="ComputeGradient"/> of the terms that were added to the loss; 0 without any, NaN where it is not known.</summary>
    public virtual double Penalty => 0;

    /// <summary>What training keeps beside θ, such as running statistics of batch norm; saved and restored with it.</summary>
    public virtual Span<T> Statistics => [];

    /// <summary>Fills <see cref="Gradient"/> with ∇ of the mean loss over some examples, and moves the statistics. Allocates nothing.</summary>
    /// <param name="step">Steps taken before this one, at least 0: the address of whatever chance there is in it.</param>
    /// <param name="examples">Indices in 0 … n − 1, at least one; they may repeat.</param>
    /// <returns>The mean loss over the examples at θ, without noise in the targets and without added terms.</returns>
    public abstract double ComputeGradient(long step, ReadOnlySpan<int> examples);

    /// <summary>The loss on all training examples, with the statistics as they stand.</summary>
    /// <param name="cancellationToken">Checked once a batch.</param>
    public abstract Evaluation EvaluateTrain(CancellationToken cancellationToken = default);

    /// <summary>The loss on held-out examples; null when there are none.</summary>
    /// <param name="cancellationToken">Checked once a batch.</param>
    public virtual Evaluation? EvaluateTest(CancellationToken cancellationToken = default) => null;
}
