using System.Collections.Immutable;

namespace Basin.Numerics.Graphs;

/// <summary>The extents of a dense row-major array; axis 0 varies slowest. The empty shape is a scalar.</summary>
public sealed class Shape : IEquatable<Shape>
{
    /// <summary>The shape of a single number: rank 0, one element.</summary>
    public static Shape Scalar { get; } = new();

    /// <summary>Creates a shape from its extents, each at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    /// <exception cref="OverflowException">The product of the extents exceeds 2³¹ − 1.</exception>
    public Shape(params ReadOnlySpan<int> extents)
    {
        var length = 1;
        foreach (var extent in extents)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(extent, nameof(extents));
            length = checked(length * extent);
        }

        Extents = [.. extents];
        Length = length;
    }

    /// <summary>The extent of every axis.</summary>
    public ImmutableArray<int> Extents { get; }

    /// <summary>The number of axes.</summary>
    public int Rank => Extents.Length;

    /// <summary>The number of elements.</summary>
    public int Length { get; }

    /// <summary>The extent of one axis; counts from the end with <c>^1</c>.</summary>
    public int this[Index axis] => Extents[axis.GetOffset(Rank)];

    /// <summary>The product of the extents of the axes in <paramref name="axes"/>; 1 when there are none.</summary>
    public int Count(Range axes)
    {
        var (offset, count) = axes.GetOffsetAndLength(Rank);
        var product = 1;
        for (var axis = offset; axis < offset + count; axis++) product *= Extents[axis];
        return product;
    }

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && Extents.AsSpan().SequenceEqual(other.Extents.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var extent in Extents) hash.Add(extent);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", Extents)}]";
}
