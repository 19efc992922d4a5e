using System.Numerics;

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
    private readonly T _shift = T.CreateChecked(shift);

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass) => Map(pass.Input(0).Value, pass.Output.Value, _shift, false);

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass) => Map(pass.Input(0).Tangent, pass.Output.Tangent, T.Zero, false);

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass) => Map(pass.Output.Adjoint, pass.Input(0).Adjoint, T.Zero, pass.Input(0).Accumulate);

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass) =>
        Map(pass.Output.AdjointTangent, pass.Input(0).AdjointTangent, T.Zero, pass.Input(0).Accumulate);

    private void Map(T* from, T* to, T shift, bool add)
    {
        if (to == null) return;
        for (var i = 0; i < Shape.Length; i++)
        {
            var mapped = (_factor * from[i]) + shift;
            to[i] = add ? to[i] + mapped : mapped;
        }
    }
}
