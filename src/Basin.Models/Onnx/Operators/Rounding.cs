using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>The largest integer that is at most x.</summary>
internal sealed class Floor() : FunctionOperator("Floor")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.Floor();
}

/// <summary>The smallest integer that is at least x.</summary>
internal sealed class Ceil() : FunctionOperator("Ceil")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.Ceiling();
}

/// <summary>The nearest integer, ties to even.</summary>
internal sealed class Round() : FunctionOperator("Round")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.Round();
}
