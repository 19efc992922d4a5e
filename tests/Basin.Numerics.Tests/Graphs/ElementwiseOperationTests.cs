using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Numerics.Tests.Graphs;

public sealed class ElementwiseOperationTests : OperationContract
{
    private static readonly OperationCase[] Cases =
    [
        // Values of rectifiers stay a step away from the kink.
        Of("relu on the right", 0.1, 3, x => Math.Max(x, 0), x => x[0].Relu(), x => x[0].Relu()),
        Of("relu on the left", -3, -0.1, x => Math.Max(x, 0), x => x[0].Relu(), x => x[0].Relu()),
        Of("leaky relu", -3, -0.1, x => 0.2 * x, x => x[0].LeakyRelu(0.2), x => x[0].LeakyRelu(0.2)),
        Of("elu on the left", -3, -0.1, x => 1.5 * (Math.Exp(x) - 1), x => x[0].Elu(1.5), x => x[0].Elu(1.5)),
        Of("tanh", -3, 3, Math.Tanh, x => x[0].Tanh(), x => x[0].Tanh()),
        Of("sigmoid", -5, 5, x => 1 / (1 + Math.Exp(-x)), x => x[0].Sigmoid(), x => x[0].Sigmoid()),
        Of("softplus", -5, 5, x => Math.Log(1 + Math.Exp(x)), x => x[0].Softplus(), x => x[0].Softplus()),
        Of("silu", -5, 5, x => x / (1 + Math.Exp(-x)), x => x[0].Silu(), x => x[0].Silu()),
        Of("gelu", -4, 4, Kernels.Simd.Oracle.Gelu, x => x[0].Gelu(), x => x[0].Gelu(), 23),
        Of("gelu by tanh", -4, 4, x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))), x => x[0].GeluTanh(), x => x[0].GeluTanh()),
        Of("exp", -3, 3, Math.Exp, x => x[0].Exp(), x => x[0].Exp()),
        Of("log", 0.2, 5, Math.Log, x => x[0].Log(), x => x[0].Log()),
        Of("erf", -3, 3, Kernels.Simd.Oracle.Erf, x => x[0].Erf(), x => x[0].Erf(), 23),
        Of("sqrt", 0.2, 5, Math.Sqrt, x => x[0].Sqrt(), x => x[0].Sqrt()),
        Of("square", -3, 3, x => x * x, x => x[0].Square(), x => x[0].Square()),
        Of("power", 0.2, 5, x => Math.Pow(x, 1.7), x => x[0].Power(1.7), x => x[0].Power(1.7)),
        Of("negate", -3, 3, x => -x, x => x[0].Negate(), x => x[0].Negate()),
        Of("abs", 0.1, 3, Math.Abs, x => x[0].Abs(), x => x[0].Abs()),
        Of("reciprocal", 0.3, 3, x => 1 / x, x => x[0].Reciprocal(), x => x[0].Reciprocal()),
        Of("sine", -3, 3, Math.Sin, x => x[0].Sine(), x => x[0].Sine()),
        Of("cosine", -3, 3, Math.Cos, x => x[0].Cosine(), x => x[0].Cosine()),
        Of("clip inside", -0.9, 1.9, x => x, x => x[0].Clip(-1, 2), x => x[0].Clip(-1, 2)),
        Of("clip below", -3, -1.1, _ => -1, x => x[0].Clip(-1, 2), x => x[0].Clip(-1, 2)),
        Of("clip above", 2.1, 5, _ => 2, x => x[0].Clip(-1, 2), x => x[0].Clip(-1, 2)),
        Of("floor", 1.1, 1.9, Math.Floor, x => x[0].Floor(), x => x[0].Floor()),
        Of("ceiling", -1.9, -1.1, Math.Ceiling, x => x[0].Ceiling(), x => x[0].Ceiling()),
        Of("round", 1.6, 2.4, Math.Round, x => x[0].Round(), x => x[0].Round()),
        Of("sign", -3, -0.1, x => Math.Sign(x), x => x[0].Sign(), x => x[0].Sign()),
        Of("tangent", -1, 1, Math.Tan, x => x[0].Tangent(), x => x[0].Tangent()),
        Of("arcsine", -0.9, 0.9, Math.Asin, x => x[0].ArcSine(), x => x[0].ArcSine()),
        Of("arccosine", -0.9, 0.9, Math.Acos, x => x[0].ArcCosine(), x => x[0].ArcCosine()),
        Of("arctangent", -3, 3, Math.Atan, x => x[0].ArcTangent(), x => x[0].ArcTangent()),
        Of("hyperbolic sine", -3, 3, Math.Sinh, x => x[0].HyperbolicSine(), x => x[0].HyperbolicSine()),
        Of("hyperbolic cosine", -3, 3, Math.Cosh, x => x[0].HyperbolicCosine(), x => x[0].HyperbolicCosine()),
        Of("area sine", -3, 3, Math.Asinh, x => x[0].AreaSine(), x => x[0].AreaSine()),
        Of("area cosine", 1.2, 4, Math.Acosh, x => x[0].AreaCosine(), x => x[0].AreaCosine()),
        Of("area tangent", -0.9, 0.9, Math.Atanh, x => x[0].AreaTangent(), x => x[0].AreaTangent()),
        Of("tanh of many", -3, 3, Math.Tanh, x => x[0].Tanh(), x => x[0].Tanh(), 40_003),
    ];

    public static TheoryData<string> All => Names(Cases);

    protected override IReadOnlyList<OperationCase> Table => Cases;

    private static OperationCase Of(
        string name, double low, double high, Func<double, double> f, Func<Operation<double>[], Operation<double>> inDouble, Func<Operation<float>[], Operation<float>> inSingle, int length = 77) =>
        new(name, [new OperationInput(new Shape(length), low, high)], inDouble, inSingle, x => Array.ConvertAll(x[0], value => f(value)));
}
