using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>sin x.</summary>
internal sealed class Sin() : FunctionOperator("Sin")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.Sine();
}

/// <summary>cos x.</summary>
internal sealed class Cos() : FunctionOperator("Cos")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.Cosine();
}

/// <summary>tan x.</summary>
internal sealed class Tan() : FunctionOperator("Tan")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.Tangent();
}

/// <summary>arcsin x.</summary>
internal sealed class Asin() : FunctionOperator("Asin")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.ArcSine();
}

/// <summary>arccos x.</summary>
internal sealed class Acos() : FunctionOperator("Acos")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.ArcCosine();
}

/// <summary>arctan x.</summary>
internal sealed class Atan() : FunctionOperator("Atan")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.ArcTangent();
}
