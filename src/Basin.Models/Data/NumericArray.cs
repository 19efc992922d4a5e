using System.Numerics;
using Basin.Numerics.Graphs;

namespace Basin.Models.Data;

/// <summary>An array read from a file.</summary>
/// <typeparam name="T">The type the numbers were converted to.</typeparam>
public sealed class NumericArray<T>
    where T : unmanaged, INumber<T>
{
    internal NumericArray(string name, Shape shape, ElementType elementType, T[] values)
    {
        Name = name;
        Shape = shape;
        ElementType = elementType;
        Values = values;
    }

    /// <summary>The name it has in the file, or the file's own.</summary>
    public string Name { get; }

    /// <summary>The extents.</summary>
    public Shape Shape { get; }

    /// <summary>How the file stored it.</summary>
    public ElementType ElementType { get; }

    /// <summary>The numbers, row-major whatever the order in the file; the caller owns them.</summary>
    public T[] Values { get; }
}
