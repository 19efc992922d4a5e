using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Elementwise;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>y = x·W + b over the last axis: x of shape (…, in), W of shape (in, out), b of shape (out) or absent.</summary>
/// <remarks>
/// <para>ẏ = ẋ·W + x·Ẇ + ḃ. x̄ = ȳ·Wᵀ, W̄ = xᵀ·ȳ, b̄ = Σ ȳ over rows. Their tangents follow by the product rule.</para>
/// <para>With one row an example, the gradient of W of example e is the outer product of its rows of x and ȳ, so that the
/// Gram matrix is (x·xᵀ) ∘ (ȳ·ȳᵀ) and needs no per-example gradient.</para>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class Linear<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _rows, _in, _out;

    /// <summary>Creates x·W + b.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public Linear(Operation<T> x, Operation<T> weight, Operation<T>? bias = null)
        : base(OutputShape(x, weight, bias), bias is null ? [x, weight] : [x, weight, bias])
    {
        (_in, _out) = (weight.Shape[0], weight.Shape[1]);
        _rows = x.Shape.Count(..^1);
    }

    private bool HasBias => Inputs.Count == 3;

    /// <inheritdoc/>
    public override bool ReadsOutput => false;

    /// <inheritdoc/>
    public override ExampleAxis ExampleAxis => Inputs.Skip(1).All(input => input.ExampleAxis == ExampleAxis.None) ? Inputs[0].ExampleAxis : ExampleAxis.Lost;

    /// <inheritdoc/>
    public override void Value(in Pass<T> pass)
    {
        ref var y = ref pass.Output;
        Gemm.Multiply(pass.Workers, _rows, _out, _in, X(pass.Input(0).Value), W(pass.Input(1).Value), y.Value, _out, accumulate: false);
        if (HasBias) Columns.AddRow(pass.Workers, _rows, _out, y.Value, pass.Input(2).Value, y.Value);
    }

    /// <inheritdoc/>
    public override void Tangent(in Pass<T> pass)
    {
        ref var x = ref pass.Input(0);
        ref var w = ref pass.Input(1);
        var dy = pass.Output.Tangent;
        if (x.IsActive && w.IsActive)
            Gemm.MultiplyTwo(pass.Workers, _rows, _out, _in, X(x.Tangent), W(w.Value), X(x.Value), W(w.Tangent), dy, _out, accumulate: false);
        else if (w.IsActive)
            Gemm.Multiply(pass.Workers, _rows, _out, _in, X(x.Value), W(w.Tangent), dy, _out, accumulate: false);
        else if (x.IsActive)
            Gemm.Multiply(pass.Workers, _rows, _out, _in, X(x.Tangent), W(w.Value), dy, _out, accumulate: false);
        else
            Arrays.Fill(pass.Workers, Shape.Length, T.Zero, dy);
        if (HasBias && pass.Input(2).IsActive) Columns.AddRow(pass.Workers, _rows, _out, dy, pass.Input(2).Tangent, dy);
    }

    /// <inheritdoc/>
    public override void Adjoint(in Pass<T> pass)
    {
        ref var x = ref pass.Input(0);
        ref var w = ref pass.Input(1);
        var adjoint = pass.Output.Adjoint;
        if (x.Adjoint != null)
            Gemm.Multiply(pass.Workers, _rows, _in, _out, Y(adjoint), W(w.Value).Transposed, x.Adjoint, _in, x.Accumulate);
        if (w.Adjoint != null)
            Gemm.Multiply(pass.Workers, _in, _out, _rows, X(x.Value).Transposed, Y(adjoint), w.Adjoint, _out, w.Accumulate);
        if (HasBias && pass.Input(2).Adjoint != null)
            Columns.Sum(pass.Workers, _rows, _out, adjoint, pass.Input(2).Adjoint, pass.Input(2).Accumulate);
    }

    /// <inheritdoc/>
    public override void AdjointTangent(in Pass<T> pass)
    {
        ref var x = ref pass.Input(0);
        ref var w = ref pass.Input(1);
        ref var y = ref pass.Output;
        if (x.AdjointTangent != null)
        {
            if (w.IsActive)
                Gemm.MultiplyTwo(pass.Workers, _rows, _in, _out, Y(y.AdjointTangent), W(w.Value).Transposed, Y(y.Adjoint), W(w.Tangent).Transposed, x.AdjointTangent, _in, x.Accumulate);
            else
                Gemm.Multiply(pass.Workers, _rows, _in, _out, Y(y.AdjointTangent), W(w.Value).Transposed, x.AdjointTangent, _in, x.Accumulate);
        }

        if (w.AdjointTangent != null)
        {
            if (x.IsActive)
                Gemm.MultiplyTwo(pass.Workers, _in, _out, _rows, X(x.Value).Transposed, Y(y.AdjointTangent), X(x.Tangent).Transposed, Y(y.Adjoint), w.AdjointTangent, _out, w.Accumulate);
            else
                Gemm.Multiply(pass.Workers, _in, _out, _rows, X(x.Value).Transposed, Y(y.AdjointTangent), w.AdjointTangent, _out, w.Accumulate);
        }

        if (HasBias && pass.Input(2).AdjointTangent != null)
            Columns.Sum(pass.Workers, _rows, _out, y.AdjointTangent, pass.Input(2).AdjointTangent, pass.Input(2).Accumulate);
    }

    /// <inheritdoc/>
    public override bool HasExampleAdjoint(int input) =>
        input > 0 && ExampleAxis == ExampleAxis.First;

    /// <inheritdoc/>
    public override void ExampleAdjoint(in Pass<T> pass, int input, int first, int count, T* rows, long rowStride, bool accumulate)
    {
        var each = _rows / Shape[0];
        var x = pass.Input(0).Value + ((long)first * each * _in);
        var adjoint = pass.Output.Adjoint + ((long)first * each * _out);
        for (var e = 0; e < count; e++)
        {
            var row = rows + (e * rowStride);
            if (input == 1)
                Gemm.Multiply(pass.Workers, _in, _out, each, X(x).Transposed, Y(adjoint), row, _out, accumulate);
            else
                Columns.Sum(pass.Workers, each, _out, adjoint, row, accumulate);
            x += each * _in;
            adjoint += each * _out;
        }
    }

    /// <inheritdoc/>
    public override bool HasExampleGram(int input) => input > 0 && _rows == Shape[0];

    /// <inheritdoc/>
    public override bool TryAddExampleGram(in Pass<T> pass, int input, int examples, T* gram, bool diagonalOnly)
    {
        if (input == 0 || _rows != examples) return false;
        OuterGram.Add(pass.Workers, input == 1 ? pass.Input(0).Value : null, _in, pass.Output.Adjoint, _out, examples, gram, diagonalOnly);
        return true;
    }

    private static Shape OutputShape(Operation<T> x, Operation<T> weight, Operation<T>? bias)
    {
        if (x.Shape.Rank < 1 || weight.Shape.Rank != 2 || x.Shape[^1] != weight.Shape[0])
            throw new ArgumentException($"Linear: x has shape {x.Shape} and W {weight.Shape}; wanted x (…, in) and W (in, out).");
        if (bias is not null && !bias.Shape.Equals(new Shape(weight.Shape[1])))
            throw new ArgumentException($"Linear: b has shape {bias.Shape}; wanted [{weight.Shape[1]}], one number an output.");
        return new Shape([.. x.Shape.Extents[..^1], weight.Shape[1]]);
    }

    private Matrix<T> X(T* data) => new(data, _in);

    private Matrix<T> W(T* data) => new(data, _out);

    private Matrix<T> Y(T* data) => new(data, _out);
}
