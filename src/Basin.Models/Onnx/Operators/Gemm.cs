using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>αA·B + βC with matrices A and B, each perhaps transposed: a dense layer.</summary>
internal sealed class Gemm() : OnnxOperator("Gemm")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var (a, b) = (Matrix(inputs[0], call.Flag("transA")), Matrix(inputs[1], call.Flag("transB")));
        double alpha = call.Float("alpha", 1), beta = call.Float("beta", 1);
        if (a.Shape[1] != b.Shape[0]) throw call.Bad($"matrices of shape {a.Shape} and {b.Shape}", "(m, k) and (k, n)");
        var c = inputs.Optional(2);
        call.Shape(a.Shape[0], b.Shape[1]);
        var columns = b.Shape[1];
        var isBias = c is not null && alpha == 1 && beta == 1 && c.Shape.Length == columns && (c.Rank == 0 || c.Shape[^1] == columns);
        var (x, weight) = (a.Plain(), b.Plain());
        var bias = isBias ? c!.Stored([.. Enumerable.Range(0, c.Rank)], new(columns)) : null;
        Operation<T> y = new Linear<T>(x, weight, bias);
        if (alpha != 1) y = new Affine<T>(y, alpha);
        if (c is null || isBias) return [inputs.Node(y)];
        if (!Broadcasting.Extents(call, y.Shape, c.Shape).SequenceEqual(y.Shape.Extents.Select(extent => (long)extent)))
            throw call.Bad($"C of shape {c.Shape} for a product of shape {y.Shape}", "a C that repeats to that shape");
        var (product, addend, order) = Broadcasting.Align(call, inputs.Node(y), c);
        return [inputs.Node(product.Add(beta == 1 ? addend : new Affine<T>(addend, beta)), order)];

        TraceValue<T> Matrix(TraceValue<T> value, bool isTransposed) =>
            value.Rank != 2 ? throw call.Bad($"an input of shape {value.Shape}", "matrices") : isTransposed ? value.Transposed([1, 0]) : value;
    }
}
