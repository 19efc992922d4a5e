using System.Numerics;

namespace Basin.Numerics.Graphs;

/// <summary>Data: examples, targets or constants. It has a value and nothing else.</summary>
/// <param name="name">What messages call it.</param>
/// <param name="shape">Its shape.</param>
/// <param name="hasExamples">Whether axis 0 counts examples.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Input<T>(string name, Shape shape, bool hasExamples = true) : Operation<T>(shape)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>What messages call it.</summary>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public override ExampleAxis ExampleAxis { get; } = hasExamples ? ExampleAxis.First : ExampleAxis.None;

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass) { }

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass) { }

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass) { }

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass) { }
}
