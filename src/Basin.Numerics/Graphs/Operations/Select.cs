using System.Numerics;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>y = a where the mask is not 0, b elsewhere. What is not selected has no influence, not even if it is infinite.</summary>
/// <remarks>Linear in a and in b, and each element belongs to one of them; the mask is data and gets no derivative.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class Select<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Creates the selection; see <see cref="Rearranging.Expand"/> for arrays that should repeat.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public Select(Operation<T> mask, Operation<T> a, Operation<T> b)
        : base(a.Shape, mask, a, b)
    {
        if (!mask.Shape.Equals(a.Shape) || !b.Shape.Equals(a.Shape))
            throw new ArgumentException($"Select by a mask {mask.Shape} between {a.Shape} and {b.Shape}; wanted three equal shapes.");
    }

    /// <inheritdoc/>
    public override bool ReadsOutput => false;

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass) => Push(pass.Input(0).Value, pass.Input(1).Value, pass.Input(2).Value, pass.Output.Value);

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass) => Push(pass.Input(0).Value, pass.Input(1).Tangent, pass.Input(2).Tangent, pass.Output.Tangent);

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass)
    {
        Clear(pass.Input(0).Adjoint, pass.Input(0).Accumulate);
        Pull(pass, pass.Output.Adjoint, pass.Input(1).Adjoint, pass.Input(1).Accumulate, yes: true);
        Pull(pass, pass.Output.Adjoint, pass.Input(2).Adjoint, pass.Input(2).Accumulate, yes: false);
    }

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass)
    {
        Clear(pass.Input(0).AdjointTangent, pass.Input(0).Accumulate);
        Pull(pass, pass.Output.AdjointTangent, pass.Input(1).AdjointTangent, pass.Input(1).Accumulate, yes: true);
        Pull(pass, pass.Output.AdjointTangent, pass.Input(2).AdjointTangent, pass.Input(2).Accumulate, yes: false);
    }

    private void Push(T* mask, T* a, T* b, T* y)
    {
        for (var i = 0; i < Shape.Length; i++)
        {
            var chosen = mask[i] != T.Zero ? a : b;
            y[i] = chosen == null ? T.Zero : chosen[i];
        }
    }

    private void Pull(in Pass<T> pass, T* y, T* x, bool accumulate, bool yes)
    {
        if (x == null) return;
        var mask = pass.Input(0).Value;
        for (var i = 0; i < Shape.Length; i++)
        {
            var pulled = (mask[i] != T.Zero) == yes ? y[i] : T.Zero;
            x[i] = accumulate ? x[i] + pulled : pulled;
        }
    }

    private void Clear(T* mask, bool accumulate)
    {
        if (mask != null && !accumulate) new Span<T>(mask, Shape.Length).Clear();
    }
}
