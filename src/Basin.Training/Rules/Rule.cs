using System.Numerics;

namespace Basin.Training.Rules;

/// <summary>How θ moves once the gradient is known. A rule owns no numbers: its state is a vector that the caller keeps and saves.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class Rule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>How many numbers of state the rule keeps for <paramref name="parameters"/> parameters.</summary>
    public abstract int StateLength(int parameters);

    /// <summary>Takes one step. Allocates nothing; one pass over the arrays, two with weight decay.</summary>
    /// <param name="learningRate">η at this step; may be 0.</param>
    /// <param name="parameters">θ, shape (p); overwritten.</param>
    /// <param name="gradient">∇L(θ), shape (p); may be overwritten.</param>
    /// <param name="state">Shape (<see cref="StateLength"/>); zeros before the first step; overwritten.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is wrong.</exception>
    public void Step(double learningRate, Span<T> parameters, Span<T> gradient, Span<T> state)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, parameters.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(state.Length, StateLength(parameters.Length));
        StepCore(T.CreateTruncating(learningRate), parameters, gradient, state);
    }

    /// <summary>w, when θ moves by −ηwg from the gradient g of the step itself, beside what earlier ones add; null where that is no multiple of it.</summary>
    internal abstract double? GradientWeight { get; }

    /// <summary>The rule's mathematics, on arrays whose lengths have been checked.</summary>
    internal abstract void StepCore(T learningRate, Span<T> parameters, Span<T> gradient, Span<T> state);
}
