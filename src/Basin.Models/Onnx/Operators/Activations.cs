using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>max(x, 0).</summary>
internal sealed class Relu() : FunctionOperator("Relu")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.Relu();
}

/// <summary>tanh x.</summary>
internal sealed class Tanh() : FunctionOperator("Tanh")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.Tanh();
}

/// <summary>1/(1 + e⁻ˣ).</summary>
internal sealed class Sigmoid() : FunctionOperator("Sigmoid")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.Sigmoid();
}

/// <summary>erf x.</summary>
internal sealed class Erf() : FunctionOperator("Erf")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.Erf();
}

/// <summary>√x.</summary>
internal sealed class Sqrt() : FunctionOperator("Sqrt")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.Sqrt();
}
