using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>The largest; of equals, the first has the derivative.</summary>
internal sealed class ReduceMax() : ReductionOperator("ReduceMax")
{
    /// <inheritdoc/>
    protected override Operation<T> Reduce<T>(OnnxCall call, Operation<T> x, int[] axes, int count) => new Largest<T>(ToLast(x, axes, count));

    /// <inheritdoc/>
    protected override TElement? Reduce<TElement>(TElement[] row) => row.Max();
}

/// <summary>The smallest; of equals, the first has the derivative.</summary>
internal sealed class ReduceMin() : ReductionOperator("ReduceMin")
{
    /// <inheritdoc/>
    protected override Operation<T> Reduce<T>(OnnxCall call, Operation<T> x, int[] axes, int count) => new Largest<T>(ToLast(x.Negate(), axes, count)).Negate();

    /// <inheritdoc/>
    protected override TElement? Reduce<TElement>(TElement[] row) => row.Min();
}

/// <summary>ln Σeˣ, with the largest x taken out so that nothing overflows.</summary>
internal sealed class ReduceLogSumExp() : ReductionOperator("ReduceLogSumExp")
{
    /// <inheritdoc/>
    protected override Operation<T> Reduce<T>(OnnxCall call, Operation<T> x, int[] axes, int count)
    {
        var rows = ToLast(x, axes, count);
        var largest = new Largest<T>(rows);
        var shifted = rows.Subtract(new Reshape<T>(largest, new Shape([.. largest.Shape.Extents, 1])));
        return largest.Add(shifted.Exp().Sum([rows.Shape.Rank - 1]).Log());
    }
}

/// <summary>The product of all, taken two halves at a time.</summary>
internal sealed class ReduceProd() : ReductionOperator("ReduceProd")
{
    private const int Longest = 1024;

    /// <inheritdoc/>
    protected override Operation<T> Reduce<T>(OnnxCall call, Operation<T> x, int[] axes, int count)
    {
        if (count > Longest) throw call.Bad($"a product of {count:N0} numbers", $"at most {Longest:N0}");
        var product = ToLast(x, axes, count);
        var axis = product.Shape.Rank - 1;
        for (var left = count; left > 1; left -= left / 2)
        {
            var half = product.Slice(axis, 0, left / 2).Multiply(product.Slice(axis, left / 2, left / 2));
            product = left % 2 == 0 ? half : new Concat<T>(axis, half, product.Slice(axis, left - 1, 1));
        }

        return product;
    }

    /// <inheritdoc/>
    protected override TElement? Reduce<TElement>(TElement[] row) => row.Aggregate(TElement.One, (product, x) => product * x);
}
