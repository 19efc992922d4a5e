using System.Collections.Immutable;
using Basin.Numerics.Graphs;
using Basin.Numerics.Kernels;

namespace Basin.Models.Networks;

/// <summary>The relation between an array as a file has it and the same numbers in θ, whose axes may be in another order.</summary>
/// <param name="Shape">The shape in the file.</param>
/// <param name="Axes">In θ, axis i is axis <c>Axes[i]</c> of the file.</param>
public sealed record StoredOrder(Shape Shape, ImmutableArray<int> Axes)
{
    /// <summary>Whether both have the same order.</summary>
    public bool IsPlain => Axes.SequenceEqual(Enumerable.Range(0, Axes.Length));

    /// <inheritdoc/>
    public bool Equals(StoredOrder? other) => other is not null && Shape.Equals(other.Shape) && Axes.AsSpan().SequenceEqual(other.Axes.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Shape, Axes.Length);

    /// <summary>Copies an array in the file's order to the order of θ.</summary>
    /// <param name="stored">As the file has it.</param>
    /// <param name="own">The parameter's part of θ, or of a gradient.</param>
    public void FromStored<TElement>(ReadOnlySpan<TElement> stored, Span<TElement> own)
    {
        if (IsPlain) stored.CopyTo(own);
        else Permutation.Apply(Shape, Axes.AsSpan(), stored, own);
    }

    /// <summary>Copies an array in the order of θ to the file's order.</summary>
    /// <param name="own">The parameter's part of θ, or of a gradient.</param>
    /// <param name="stored">As the file has it.</param>
    public void ToStored<TElement>(ReadOnlySpan<TElement> own, Span<TElement> stored)
    {
        if (IsPlain) own.CopyTo(stored);
        else Permutation.Apply(Permutation.Of(Shape, Axes.AsSpan()), Permutation.Inverse(Axes.AsSpan()), own, stored);
    }
}
