using System.Numerics;

namespace Basin.Numerics.Graphs;

/// <summary>A trained array: a window on the parameter vector θ.</summary>
/// <param name="name">Unique in its network, such as <c>layer1.weight</c>.</param>
/// <param name="offset">Where it begins in θ.</param>
/// <param name="shape">Its shape.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Parameter<T>(string name, int offset, Shape shape) : Operation<T>(shape)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Unique in its network.</summary>
    public string Name { get; } = name;

    /// <summary>Where it begins in θ.</summary>
    public int Offset { get; } = offset;

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass) { }

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass) { }

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass) { }

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass) { }
}
