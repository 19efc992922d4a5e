using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>x where x is positive, αx elsewhere.</summary>
internal sealed class LeakyRelu() : FunctionOperator("LeakyRelu")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.LeakyRelu(call.Float("alpha", 0.01f));
}

/// <summary>x where x is positive, α(eˣ − 1) elsewhere.</summary>
internal sealed class Elu() : FunctionOperator("Elu")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.Elu(call.Float("alpha", 1));
}

/// <summary>γ times an Elu.</summary>
internal sealed class Selu() : FunctionOperator("Selu")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => new Affine<T>(x.Elu(call.Float("alpha", 1.67326319217681884765625)), call.Float("gamma", 1.05070102214813232421875));
}

/// <summary>αx + β between 0 and 1.</summary>
internal sealed class HardSigmoid() : FunctionOperator("HardSigmoid")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => new Affine<T>(x, call.Float("alpha", 0.2f), call.Float("beta", 0.5)).Clip(0, 1);
}

/// <summary>x times a hard sigmoid of slope 1/6.</summary>
internal sealed class HardSwish() : FunctionOperator("HardSwish")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.Multiply(new Affine<T>(x, 1d / 6, 0.5).Clip(0, 1));
}

/// <summary>x where x is positive, α(e^(x/α) − 1) elsewhere.</summary>
internal sealed class Celu() : FunctionOperator("Celu")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x)
    {
        var alpha = call.Float("alpha", 1);
        if (!(alpha > 0)) throw call.Bad($"alpha = {alpha}", "a positive number");
        return new Affine<T>(new Affine<T>(x, 1 / alpha).Elu(), alpha);
    }
}

/// <summary>x where x is above α, 0 elsewhere.</summary>
internal sealed class ThresholdedRelu() : FunctionOperator("ThresholdedRelu")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.Multiply(Step.Above(x, call.Float("alpha", 1)));
}

/// <summary>x drawn by a bias towards 0 where |x| is above λ, 0 elsewhere.</summary>
internal sealed class Shrink() : FunctionOperator("Shrink")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x)
    {
        var (lambda, bias) = (call.Float("lambd", 0.5), call.Float("bias", 0));
        var above = new Affine<T>(x, 1, -bias).Multiply(Step.Above(x, lambda));
        return above.Add(new Affine<T>(x, 1, bias).Multiply(Step.Above(x.Negate(), lambda)));
    }
}

/// <summary>x·Φ(x), or its approximation by tanh.</summary>
internal sealed class Gelu() : FunctionOperator("Gelu")
{
    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => call.Text("approximate", "none") switch
    {
        "none" => x.Gelu(),
        "tanh" => x.GeluTanh(),
        var other => throw call.Bad($"approximate = '{Data.Printable.Text(other)}'", "none or tanh"),
    };
}
