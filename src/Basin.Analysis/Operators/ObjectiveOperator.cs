using System.Numerics;
using Basin.Models;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.Operators;

/// <summary>A symmetric matrix made of an objective's derivatives at its point, over its whole data in fixed shards.</summary>
/// <remarks>The objective must stay at its point while the operator is used. Its first operator probes that it is a function at all.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public abstract class ObjectiveOperator<T> : SymmetricOperator<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Probes the objective, the first time; see <see cref="Objective{T}.RequireDeterministic"/>.</summary>
    /// <exception cref="NotSupportedException">The objective gives different numbers from one evaluation to the next.</exception>
    protected ObjectiveOperator(Objective<T> objective, int dimension)
        : base(dimension)
    {
        objective.RequireDeterministic();
        Objective = objective;
    }

    /// <summary>L, at its point.</summary>
    protected Objective<T> Objective { get; }

    /// <inheritdoc/>
    protected sealed override void MultiplyCore(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken) =>
        MultiplyRows(x, y, cancellationToken);

    /// <inheritdoc/>
    protected sealed override void MultiplyBlockCore(ReadOnlySpan<T> x, Span<T> y, int count, CancellationToken cancellationToken) =>
        MultiplyRows(x, y, cancellationToken);

    /// <summary>y = A·x for each of the rows of x; lengths are right and nothing overlaps.</summary>
    /// <param name="x">Shape (m, n), m at least 1.</param>
    /// <param name="y">Shape (m, n); to be overwritten.</param>
    /// <param name="cancellationToken">To be checked once a shard.</param>
    protected abstract void MultiplyRows(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken);
}
