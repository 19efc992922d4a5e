using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Elementwise;
using Basin.Numerics.Kernels.Softmax;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>y = exp x / Σ exp x over the last axis.</summary>
/// <remarks>
/// The Jacobian is J = diag y − yyᵀ: ẏ = Jẋ = y∘(ẋ − ⟨y, ẋ⟩), x̄ = Jȳ, and the tangent of x̄ is J times that of ȳ plus
/// J̇ȳ = ẏ∘(ȳ − ⟨y, ȳ⟩) − y⟨ẏ, ȳ⟩.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class Softmax<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _rows, _columns, _block;

    /// <summary>Creates the softmax of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="x"/> is a scalar or its last axis is empty.</exception>
    public Softmax(Operation<T> x)
        : base(x.Shape, x)
    {
        (_rows, _columns) = LastAxis.Split(x.Shape, "Softmax");
        _block = LastAxis.RowsInBlock(_columns);
    }

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass) =>
        Launch.Over<T, SoftmaxValue<T>>(pass.Workers, _rows, _block, new(pass.Input(0).Value, pass.Output.Value, _columns));

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass) => Multiply(pass, pass.Input(0).Tangent, pass.Output.Tangent, accumulate: false);

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass) => Multiply(pass, pass.Output.Adjoint, pass.Input(0).Adjoint, pass.Input(0).Accumulate);

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass)
    {
        ref var x = ref pass.Input(0);
        ref var y = ref pass.Output;
        if (x.AdjointTangent == null) return;
        if (y.Tangent == null || y.Adjoint == null)
        {
            Multiply(pass, y.AdjointTangent, x.AdjointTangent, x.Accumulate);
            return;
        }

        Launch.Over<T, SoftmaxBend<T>>(
            pass.Workers, _rows, _block, new(y.Value, y.Tangent, y.Adjoint, y.AdjointTangent, x.AdjointTangent, _columns, x.Accumulate));
    }

    private void Multiply(in Pass<T> pass, T* v, T* result, bool accumulate)
    {
        if (result == null) return;
        if (v != null)
            Launch.Over<T, SoftmaxProduct<T>>(pass.Workers, _rows, _block, new(pass.Output.Value, v, result, _columns, accumulate));
        else if (!accumulate)
            Arrays.Fill(pass.Workers, Shape.Length, T.Zero, result);
    }
}
