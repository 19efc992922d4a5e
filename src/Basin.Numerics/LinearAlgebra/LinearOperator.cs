using System.Numerics;

namespace Basin.Numerics.LinearAlgebra;

/// <summary>A linear map A : ℝⁿ → ℝᵐ, known only through its products A·x.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>An operator may own workspace: use one from one thread at a time.</remarks>
public abstract class LinearOperator<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The length m of a product.</summary>
    public abstract int Rows { get; }

    /// <summary>The length n of a vector it applies to.</summary>
    public abstract int Columns { get; }

    /// <summary>Computes y = A·x.</summary>
    /// <param name="x">Shape (n).</param>
    /// <param name="y">Shape (m); overwritten; must not overlap <paramref name="x"/>.</param>
    /// <param name="cancellationToken">Checked at least once a product, by large operators once a mini-batch.</param>
    /// <exception cref="ArgumentException">A length is wrong, or the two vectors overlap.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; <paramref name="y"/> is then undefined.</exception>
    public void Multiply(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken = default) =>
        MultiplyBlock(x, y, 1, cancellationToken);

    /// <summary>Computes Y = A·X for several vectors stored one after the other.</summary>
    /// <param name="x">Shape (count, n): vector i starts at element i·n.</param>
    /// <param name="y">Shape (count, m); overwritten; must not overlap <paramref name="x"/>.</param>
    /// <param name="count">How many vectors; at least 1. Each counts as one product.</param>
    /// <param name="cancellationToken">Checked at least once a product, by large operators once a mini-batch.</param>
    /// <exception cref="ArgumentException">A length is wrong, the count is below 1, or the two blocks overlap.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; <paramref name="y"/> is then undefined.</exception>
    public void MultiplyBlock(ReadOnlySpan<T> x, Span<T> y, int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        CheckLength(x.Length, Columns, count, nameof(x));
        CheckLength(y.Length, Rows, count, nameof(y));
        if (x.Overlaps(y)) throw new ArgumentException("The product would overwrite its own input: x and y overlap. Give y memory of its own.", nameof(y));
        cancellationToken.ThrowIfCancellationRequested();
        if (count == 1)
            MultiplyCore(x, y, cancellationToken);
        else
            MultiplyBlockCore(x, y, count, cancellationToken);
    }

    /// <summary>Computes y = A·x; lengths are right and nothing overlaps.</summary>
    protected abstract void MultiplyCore(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken);

    /// <summary>Computes Y = A·X for at least two vectors; override where several at once cost less than one by one.</summary>
    protected virtual void MultiplyBlockCore(ReadOnlySpan<T> x, Span<T> y, int count, CancellationToken cancellationToken)
    {
        for (var i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            MultiplyCore(x.Slice(i * Columns, Columns), y.Slice(i * Rows, Rows), cancellationToken);
        }
    }

    private static void CheckLength(int found, int each, int count, string name)
    {
        if (found == (long)each * count) return;
        throw new ArgumentException($"{name} has {found} elements where {count} vector(s) of {each} were wanted.", name);
    }
}
