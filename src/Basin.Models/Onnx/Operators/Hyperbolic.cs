using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>sinh x.</summary>
internal sealed class Sinh() : FunctionOperator("Sinh")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.HyperbolicSine();
}

/// <summary>cosh x.</summary>
internal sealed class Cosh() : FunctionOperator("Cosh")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.HyperbolicCosine();
}

/// <summary>arsinh x.</summary>
internal sealed class Asinh() : FunctionOperator("Asinh")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.AreaSine();
}

/// <summary>arcosh x.</summary>
internal sealed class Acosh() : FunctionOperator("Acosh")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.AreaCosine();
}

/// <summary>artanh x.</summary>
internal sealed class Atanh() : FunctionOperator("Atanh")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.AreaTangent();
}
