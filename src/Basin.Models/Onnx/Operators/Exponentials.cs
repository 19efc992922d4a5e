using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>eˣ.</summary>
internal sealed class Exp() : FunctionOperator("Exp")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.Exp();
}

/// <summary>ln x.</summary>
internal sealed class Log() : FunctionOperator("Log")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.Log();
}

/// <summary>1/x.</summary>
internal sealed class Reciprocal() : FunctionOperator("Reciprocal")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.Reciprocal();
}

/// <summary>ln(1 + eˣ).</summary>
internal sealed class Softplus() : FunctionOperator("Softplus")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.Softplus();
}

/// <summary>x/(1 + |x|).</summary>
internal sealed class Softsign() : FunctionOperator("Softsign")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.Divide(new Affine<T>(x.Abs(), 1, 1));
}

/// <summary>x·tanh(ln(1 + eˣ)).</summary>
internal sealed class Mish() : FunctionOperator("Mish")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.Multiply(x.Softplus().Tanh());
}
