using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Elementwise;
using Basin.Numerics.Kernels.Softmax;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>y = x − ln Σ exp x over the last axis.</summary>
/// <remarks>
/// With p = exp y: ẏ = ẋ − ⟨p, ẋ⟩; x̄ = ȳ − p·Σȳ; the tangent of x̄ is that of ȳ, minus p times its sum, minus p∘ẏ·Σȳ.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class LogSoftmax<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _rows, _columns, _block;

    /// <summary>Creates the logarithm of the softmax of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="x"/> is a scalar or its last axis is empty.</exception>
    public LogSoftmax(Operation<T> x)
        : base(x.Shape, x)
    {
        (_rows, _columns) = LastAxis.Split(x.Shape, "LogSoftmax");
        _block = LastAxis.RowsInBlock(_columns);
    }

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass) =>
        Launch.Over<T, LogSoftmaxValue<T>>(pass.Workers, _rows, _block, new(pass.Input(0).Value, pass.Output.Value, _columns));

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass)
    {
        ref var y = ref pass.Output;
        if (y.Tangent == null) return;
        if (pass.Input(0).Tangent == null)
            Arrays.Fill(pass.Workers, Shape.Length, T.Zero, y.Tangent);
        else
            Launch.Over<T, LogSoftmaxTangent<T>>(pass.Workers, _rows, _block, new(y.Value, pass.Input(0).Tangent, y.Tangent, _columns));
    }

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass) => Pull(pass, null, null, pass.Output.Adjoint, pass.Input(0).Adjoint);

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass)
    {
        ref var y = ref pass.Output;
        Pull(pass, y.Adjoint == null ? null : y.Tangent, y.Adjoint, y.AdjointTangent, pass.Input(0).AdjointTangent);
    }

    private void Pull(in Pass<T> pass, T* tangent, T* u, T* uTangent, T* result)
    {
        if (result == null) return;
        Launch.Over<T, LogSoftmaxAdjoint<T>>(
            pass.Workers, _rows, _block, new(pass.Output.Value, tangent, u, uTangent, result, _columns, pass.Input(0).Accumulate));
    }
}
