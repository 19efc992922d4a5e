namespace Basin.Training.Flows;

/// <summary>What descent in steps adds to the loss that its path follows: C + (¼)·Whole·‖∇C‖² + (¼)·Batches·(mean over batches of ‖∇Ĉⱼ‖²).</summary>
/// <param name="Whole">The weight of the whole gradient's square, in 1/L; may be negative.</param>
/// <param name="Batches">The weight of the mean of the batch gradients' squares, in 1/L.</param>
/// <remarks>
/// Sources: Barrett and Dherin, Implicit gradient regularization (2021), for the whole gradient; Smith, Dherin, Barrett and De, On the
/// origin of implicit regularization in stochastic gradient descent (2021), for batches.
/// </remarks>
public readonly record struct ModifiedLoss(double Whole, double Batches)
{
    /// <summary>C itself: gradient flow.</summary>
    public static ModifiedLoss None => default;

    /// <summary>Descent by the whole gradient, and the mean path of batches drawn with replacement over one epoch.</summary>
    /// <param name="learningRate">η.</param>
    public static ModifiedLoss OfDescent(double learningRate) => new(Require.Positive(learningRate, nameof(learningRate)), 0);

    /// <summary>The mean path, at whole epochs, of the same batches in a new order each epoch.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="substeps">Euler steps of η/n that a batch's step is parted into; the term then belongs to the bare rate η/n.</param>
    public static ModifiedLoss OfShuffledBatches(double learningRate, int substeps = 1) =>
        new(0, Require.Positive(learningRate, nameof(learningRate)) / Require.AtLeast(substeps, 1, nameof(substeps)));

    /// <summary>The same when the batches too are drawn anew each epoch; the "batches" of the losses are then single examples.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="examples">N.</param>
    /// <param name="batch">B, from 1 to N.</param>
    /// <remarks>E‖∇Ĉ‖² = ‖∇C‖² + ((N − B)/((N − 1)B))·Γ with Γ = (mean of ‖∇Cᵢ‖²) − ‖∇C‖².</remarks>
    public static ModifiedLoss OfShuffledExamples(double learningRate, int examples, int batch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch, examples);
        Require.Positive(learningRate, nameof(learningRate));
        var noise = batch == examples ? 0 : (examples - batch) / ((examples - 1.0) * batch);
        return new ModifiedLoss(learningRate * (1 - noise), learningRate * noise);
    }
}
