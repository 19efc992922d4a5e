using System.Numerics;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Threading;

namespace Basin.Training.Regularizers;

/// <summary>(λ/4)‖∇C‖², the squared norm of the gradient on all training examples, whose gradient is (λ/2)·H·∇C.</summary>
/// <remarks>
/// With λ = η it is what full-batch descent with the rate η adds to the loss of itself. Source: Barrett and Dherin, Implicit gradient
/// regularization (2021). Costs a gradient and a Hessian product on all examples at every step. Batch norm uses the running statistics,
/// which a step leaves behind.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class FullGradientPenalty<T> : Regularizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _strength;
    private readonly Objective<T> _objective;
    private readonly T[] _gradient, _product;

    /// <summary>Joins a model and the data to take the gradient on.</summary>
    /// <param name="strength">λ, in 1/L; finite, at least 0.</param>
    /// <param name="model">Whose loss is C.</param>
    /// <param name="data">All training examples.</param>
    /// <param name="workers">The threads to use.</param>
    public FullGradientPenalty(double strength, Model<T> model, DataSet<T> data, Workers workers)
    {
        _strength = Require.NotNegative(strength, nameof(strength));
        _objective = new Objective<T>(model, data, new ObjectiveOptions { Workers = workers });
        _gradient = new T[_objective.ParameterCount];
        _product = new T[_objective.ParameterCount];
    }

    /// <inheritdoc/>
    public override double AddGradient(in TrainingStep<T> step, Span<T> gradient)
    {
        _objective.MoveTo(step.Parameters, step.Statistics);
        _objective.Gradient(_gradient);
        _objective.HessianProduct(_gradient, _product);
        Vectors.AddScaled<T>(T.CreateChecked(0.5 * _strength), _product, gradient);
        return 0.25 * _strength * Vectors.Dot<T>(_gradient, _gradient);
    }

    /// <inheritdoc/>
    protected override void Free() => _objective.Dispose();
}
