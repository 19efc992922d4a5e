namespace Basin.Models.Data;

/// <summary>What a data set asks the network to give: one class of several, or a vector of values.</summary>
public sealed record Targets
{
    private Targets(bool areClasses, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        AreClasses = areClasses;
        Count = count;
    }

    /// <summary>True for a class index an example, false for values.</summary>
    public bool AreClasses { get; }

    /// <summary>The number of classes, or the dimension of the values: the outputs a network needs either way.</summary>
    public int Count { get; }

    /// <summary>Stored numbers an example: 1 for classes, the dimension for values.</summary>
    public int Width => AreClasses ? 1 : Count;

    /// <summary>Each example belongs to one of <paramref name="count"/> classes, numbered from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public static Targets Classes(int count) => new(true, count);

    /// <summary>Each example has <paramref name="dimension"/> values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The dimension is below 1.</exception>
    public static Targets Values(int dimension) => new(false, dimension);

    /// <inheritdoc/>
    public override string ToString() => AreClasses ? $"{Count} classes" : Count == 1 ? "1 value" : $"{Count} values";
}
