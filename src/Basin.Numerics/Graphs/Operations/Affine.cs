using System.Numerics;
using Basin.Numerics.Kernels.Elementwise;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>y = αx + β with constants α and β.</summary>
/// <remarks>ẏ = αẋ; x̄ = αȳ, and the same for its tangent.</remarks>
/// <param name="x">Any shape.</param>
/// <param name="factor">α.</param>
/// <param name="shift">β.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class Affine<T>(Operation<T> x, double factor, double shift = 0) : Operation<T>(x.Shape, x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _factor = T.CreateChecked(factor);

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass) =>
        Arrays.Apply(pass.Workers, Shape.Length, new Kernels.Elementwise.Affine(factor, shift), pass.Input(0).Value, pass.Output.Value);

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass) =>
        Arrays.Scale(pass.Workers, Shape.Length, _factor, pass.Input(0).Tangent, pass.Output.Tangent);

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass) => Pull(pass, pass.Output.Adjoint, pass.Input(0).Adjoint);

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass) => Pull(pass, pass.Output.AdjointTangent, pass.Input(0).AdjointTangent);

    private void Pull(in Pass<T> pass, T* y, T* x)
    {
        if (x != null) Arrays.Combine(pass.Workers, Shape.Length, _factor, y, pass.Input(0).Accumulate ? T.One : T.Zero, x);
    }
}
