using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>Σx.</summary>
internal sealed class ReduceSum() : ReductionOperator("ReduceSum")
{
    /// <inheritdoc/>
    protected override Operation<T> Reduce<T>(OnnxCall call, Operation<T> x, int[] axes, int count) => x.Sum(axes, keepAxes: true);

    /// <inheritdoc/>
    protected override TElement? Reduce<TElement>(TElement[] row) => row.Aggregate(TElement.Zero, (sum, x) => sum + x);
}

/// <summary>Σx/n.</summary>
internal sealed class ReduceMean() : ReductionOperator("ReduceMean")
{
    /// <inheritdoc/>
    protected override Operation<T> Reduce<T>(OnnxCall call, Operation<T> x, int[] axes, int count) => new Affine<T>(x.Sum(axes, keepAxes: true), 1d / count);

    /// <inheritdoc/>
    protected override TElement? Reduce<TElement>(TElement[] row) => row.Aggregate(TElement.Zero, (sum, x) => sum + x) / TElement.CreateChecked(row.Length);
}

/// <summary>Σx².</summary>
internal sealed class ReduceSumSquare() : ReductionOperator("ReduceSumSquare")
{
    /// <inheritdoc/>
    protected override Operation<T> Reduce<T>(OnnxCall call, Operation<T> x, int[] axes, int count) => x.Square().Sum(axes, keepAxes: true);

    /// <inheritdoc/>
    protected override TElement? Reduce<TElement>(TElement[] row) => row.Aggregate(TElement.Zero, (sum, x) => sum + (x * x));
}

/// <summary>Σ|x|.</summary>
internal sealed class ReduceL1() : ReductionOperator("ReduceL1")
{
    /// <inheritdoc/>
    protected override Operation<T> Reduce<T>(OnnxCall call, Operation<T> x, int[] axes, int count) => x.Abs().Sum(axes, keepAxes: true);

    /// <inheritdoc/>
    protected override TElement? Reduce<TElement>(TElement[] row) => row.Aggregate(TElement.Zero, (sum, x) => sum + (x < TElement.Zero ? -x : x));
}

/// <summary>√Σx².</summary>
internal sealed class ReduceL2() : ReductionOperator("ReduceL2")
{
    /// <inheritdoc/>
    protected override Operation<T> Reduce<T>(OnnxCall call, Operation<T> x, int[] axes, int count) => x.Square().Sum(axes, keepAxes: true).Sqrt();
}

/// <summary>ln Σx.</summary>
internal sealed class ReduceLogSum() : ReductionOperator("ReduceLogSum")
{
    /// <inheritdoc/>
    protected override Operation<T> Reduce<T>(OnnxCall call, Operation<T> x, int[] axes, int count) => x.Sum(axes, keepAxes: true).Log();
}
