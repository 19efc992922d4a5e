using System.Numerics;
using Basin.Numerics.Kernels;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>C = A·B, matrix by matrix over equal leading axes: A of shape (…, m, k), B of shape (…, k, n) or, transposed, (…, n, k).</summary>
/// <remarks>Ċ = Ȧ·B + A·Ḃ; Ā = C̄·Bᵀ, B̄ = Aᵀ·C̄, and their tangents by the product rule.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class MatMul<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _count, _m, _n, _k;
    private readonly bool _transposeB;

    /// <summary>Creates A·B, or A·Bᵀ.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public MatMul(Operation<T> a, Operation<T> b, bool transposeB = false)
        : base(OutputShape(a.Shape, b.Shape, transposeB), a, b)
    {
        _transposeB = transposeB;
        _count = a.Shape.Count(..^2);
        (_m, _k, _n) = (a.Shape[^2], a.Shape[^1], Shape[^1]);
    }

    /// <inheritdoc/>
    public override bool ReadsOutput => false;

    /// <inheritdoc/>
    public override ExampleAxis ExampleAxis =>
        base.ExampleAxis == ExampleAxis.None || Shape.Rank > 2
            ? base.ExampleAxis
            : ExampleAxis.Lost;

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass) =>
        Product(pass, A(pass.Input(0).Value), B(pass.Input(1).Value), pass.Output.Value, false);

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass)
    {
        ref var a = ref pass.Input(0);
        ref var b = ref pass.Input(1);
        if (a.IsActive) Product(pass, A(a.Tangent), B(b.Value), pass.Output.Tangent, false);
        if (b.IsActive) Product(pass, A(a.Value), B(b.Tangent), pass.Output.Tangent, a.IsActive);
    }

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass)
    {
        ref var a = ref pass.Input(0);
        ref var b = ref pass.Input(1);
        if (a.Adjoint != null) PullA(pass, pass.Output.Adjoint, b.Value, a.Adjoint, a.Accumulate);
        if (b.Adjoint != null) PullB(pass, pass.Output.Adjoint, a.Value, b.Adjoint, b.Accumulate);
    }

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass)
    {
        ref var a = ref pass.Input(0);
        ref var b = ref pass.Input(1);
        if (a.AdjointTangent != null)
        {
            PullA(pass, pass.Output.AdjointTangent, b.Value, a.AdjointTangent, a.Accumulate);
            if (b.IsActive) PullA(pass, pass.Output.Adjoint, b.Tangent, a.AdjointTangent, true);
        }

        if (b.AdjointTangent != null)
        {
            PullB(pass, pass.Output.AdjointTangent, a.Value, b.AdjointTangent, b.Accumulate);
            if (a.IsActive) PullB(pass, pass.Output.Adjoint, a.Tangent, b.AdjointTangent, true);
        }
    }

    private static Shape OutputShape(Shape a, Shape b, bool transposeB)
    {
        if (a.Rank < 2 || b.Rank != a.Rank || !a.Extents[..^2].SequenceEqual(b.Extents[..^2]) || a[^1] != b[transposeB ? ^1 : ^2])
            throw new ArgumentException($"MatMul of {a} by {b}{(transposeB ? " transposed" : "")}: wanted equal leading axes and (m, k) by {(transposeB ? "(n, k)" : "(k, n)")}.");
        return new Shape([.. a.Extents[..^1], b[transposeB ? ^2 : ^1]]);
    }

    private Matrix<T> A(T* data) => new(data, _k);

    private Matrix<T> B(T* data) => _transposeB ? new Matrix<T>(data, _k).Transposed : new Matrix<T>(data, _n);

    private void Product(in Pass<T> pass, Matrix<T> a, Matrix<T> b, T* c, bool accumulate) =>
        Gemm.MultiplyBatch(pass.Workers, _count, _m, _n, _k, a, (long)_m * _k, b, (long)_k * _n, c, _n, (long)_m * _n, accumulate);

    private void PullA(in Pass<T> pass, T* c, T* b, T* a, bool accumulate) =>
        Gemm.MultiplyBatch(
            pass.Workers, _count, _m, _k, _n, new Matrix<T>(c, _n), (long)_m * _n, B(b).Transposed, (long)_k * _n, a, _k, (long)_m * _k, accumulate);

    private void PullB(in Pass<T> pass, T* c, T* a, T* b, bool accumulate)
    {
        var pulled = new Matrix<T>(c, _n);
        if (_transposeB)
            Gemm.MultiplyBatch(pass.Workers, _count, _n, _k, _m, pulled.Transposed, (long)_m * _n, A(a), (long)_m * _k, b, _k, (long)_n * _k, accumulate);
        else
            Gemm.MultiplyBatch(pass.Workers, _count, _k, _n, _m, A(a).Transposed, (long)_m * _k, pulled, (long)_m * _n, b, _n, (long)_k * _n, accumulate);
    }
}
