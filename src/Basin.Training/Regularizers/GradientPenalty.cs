using System.Numerics;
using Basin.Numerics.Graphs;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Training.Regularizers;

/// <summary>(λ/4)‖∇ĈB‖², the squared norm of the batch's own gradient, whose gradient is (λ/2)·ĤB·ĝB.</summary>
/// <remarks>
/// The mean over batches is (λ/4)(‖∇C‖² + the variance of the batch's gradient): what shuffled SGD with the rate λ adds to the loss of itself.
/// Source: Smith, Dherin, Barrett and De, On the origin of implicit regularization in stochastic gradient descent (2021). Costs one Hessian
/// product of the batch a step, about two gradients. Noise in the targets and terms in the graph belong to ĈB.
/// </remarks>
/// <param name="strength">λ, in 1/L; finite, at least 0.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class GradientPenalty<T>(double strength) : Regularizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _half = T.CreateChecked(0.5 * Require.NotNegative(strength, nameof(strength)));

    /// <inheritdoc/>
    public override Derivatives Derivatives => Derivatives.Second;

    /// <inheritdoc/>
    public override double AddGradient(in TrainingStep<T> step, Span<T> gradient)
    {
        var plan = step.Batch.Plan;
        plan.Gradient.CopyTo(plan.Direction());
        plan.HessianProducts();
        Vectors.AddScaled(_half, plan.Product(), gradient);
        return 0.25 * strength * Vectors.Dot(plan.Gradient, plan.Gradient);
    }
}
