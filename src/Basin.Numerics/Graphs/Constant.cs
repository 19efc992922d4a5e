using System.Numerics;
using Basin.Numerics.Memory;

namespace Basin.Numerics.Graphs;

/// <summary>Numbers that never change: every plan reads them where they are, so that graphs of all batch sizes share one copy.</summary>
/// <param name="name">What messages call it.</param>
/// <param name="values">The elements; kept alive by this node, and not to be disposed while a plan uses it.</param>
/// <param name="shape">Its shape, with as many elements as there are values.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Constant<T>(string name, NativeBuffer<T> values, Shape shape) : Operation<T>(Fit(values, shape))
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>What messages call it.</summary>
    public string Name { get; } = name;

    /// <summary>The elements.</summary>
    public NativeBuffer<T> Values { get; } = values;

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass) { }

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass) { }

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass) { }

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass) { }

    private static Shape Fit(NativeBuffer<T> values, Shape shape) => values.Length == shape.Length
        ? shape
        : throw new ArgumentException($"A constant of shape {shape} has {values.Length} values; wanted {shape.Length}.", nameof(values));
}
