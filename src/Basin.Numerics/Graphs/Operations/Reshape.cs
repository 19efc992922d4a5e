using System.Numerics;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>The same elements in the same order under another shape. Costs nothing: the arrays are shared.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Reshape<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Creates the view.</summary>
    /// <exception cref="ArgumentException">The shapes hold different numbers of elements.</exception>
    public Reshape(Operation<T> x, Shape shape)
        : base(shape, x)
    {
        if (shape.Length != x.Shape.Length)
            throw new ArgumentException($"Reshape from {x.Shape} to {shape}: {x.Shape.Length} elements do not fill {shape.Length}.", nameof(shape));
    }

    /// <inheritdoc/>
    public override bool IsView => true;

    /// <inheritdoc/>
    public override ExampleAxis ExampleAxis =>
        Inputs[0].ExampleAxis == ExampleAxis.First && (Shape.Rank == 0 || Shape[0] != Inputs[0].Shape[0])
            ? ExampleAxis.Lost
            : Inputs[0].ExampleAxis;

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass) { }

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass) { }

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass) { }

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass) { }
}
