using System.Collections.Frozen;
using System.Collections.Immutable;
using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;

namespace Basin.Models.Onnx.Operators;

/// <summary>The one table of operators. A new one adds its row.</summary>
internal static class OnnxOperators
{
    private static readonly OnnxOperator[] _all =
    [
        new Abs(),
        new Acos(),
        new Acosh(),
        new Add(),
        new And(),
        new ArgMax(),
        new ArgMin(),
        new Asin(),
        new Asinh(),
        new Atan(),
        new Atanh(),
        new AveragePool(),
        new BatchNormalization(),
        new BitShift(),
        new Cast(),
        new CastLike(),
        new Ceil(),
        new Celu(),
        new Clip(),
        new Compress(),
        new Concat(),
        new Constant(),
        new ConstantOfShape(),
        new Conv(),
        new ConvTranspose(),
        new Cos(),
        new Cosh(),
        new CumSum(),
        new DepthToSpace(),
        new Div(),
        new Dropout(),
        new Einsum(),
        new Elu(),
        new Equal(),
        new Erf(),
        new Exp(),
        new Expand(),
        new EyeLike(),
        new Flatten(),
        new Floor(),
        new Gather(),
        new GatherElements(),
        new GatherND(),
        new Gelu(),
        new Gemm(),
        new GlobalAveragePool(),
        new GlobalMaxPool(),
        new Greater(),
        new GreaterOrEqual(),
        new GroupNormalization(),
        new Hardmax(),
        new HardSigmoid(),
        new HardSwish(),
        new Identity(),
        new InstanceNormalization(),
        new IsInf(),
        new IsNaN(),
        new LayerNormalization(),
        new LeakyRelu(),
        new Less(),
        new LessOrEqual(),
        new Log(),
        new LogSoftmax(),
        new LpNormalization(),
        new LRN(),
        new MatMul(),
        new Max(),
        new MaxPool(),
        new Mean(),
        new MeanVarianceNormalization(),
        new Min(),
        new Mish(),
        new Mod(),
        new Mul(),
        new Neg(),
        new NegativeLogLikelihoodLoss(),
        new NonZero(),
        new Not(),
        new OneHot(),
        new Or(),
        new Pad(),
        new Pow(),
        new PRelu(),
        new Range(),
        new Reciprocal(),
        new ReduceL1(),
        new ReduceL2(),
        new ReduceLogSum(),
        new ReduceLogSumExp(),
        new ReduceMax(),
        new ReduceMean(),
        new ReduceMin(),
        new ReduceProd(),
        new ReduceSum(),
        new ReduceSumSquare(),
        new Relu(),
        new Reshape(),
        new Resize(),
        new ReverseSequence(),
        new Round(),
        new ScatterElements("Scatter"),
        new ScatterElements(),
        new ScatterND(),
        new Selu(),
        new ShapeOperator(),
        new Shrink(),
        new Sigmoid(),
        new Sign(),
        new Sin(),
        new Sinh(),
        new SizeOperator(),
        new Slice(),
        new Softmax(),
        new SoftmaxCrossEntropyLoss(),
        new Softplus(),
        new Softsign(),
        new SpaceToDepth(),
        new Split(),
        new Sqrt(),
        new Squeeze(),
        new Sub(),
        new Sum(),
        new Tan(),
        new Tanh(),
        new ThresholdedRelu(),
        new Tile(),
        new Transpose(),
        new Trilu(),
        new Unsqueeze(),
        new Resize("Upsample"),
        new Where(),
        new Xor(),
    ];

    private static readonly FrozenDictionary<string, OnnxOperator> _byName = _all.ToFrozenDictionary(definition => definition.Name);

    // Their results differ from one evaluation to the next, so the loss would be no function of the parameters.
    private static readonly FrozenSet<string> _random =
        FrozenSet.Create("RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Bernoulli", "Multinomial");

    /// <summary>The names, in alphabetical order.</summary>
    public static ImmutableArray<string> Names { get; } = [.. _byName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The operator of a name; null when there is none.</summary>
    public static OnnxOperator? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The operator of a node.</summary>
    /// <exception cref="BadInputException">There is none, or it draws random numbers.</exception>
    public static OnnxOperator Find(OnnxCall call)
    {
        if (_byName.TryGetValue(call.Node.Type, out var found)) return found;
        if (_random.Contains(call.Node.Type))
            throw call.Bad("random numbers", "a network that gives the same output each time", "Export it in evaluation mode.");
        throw call.Bad($"operator {Printable.Text(call.Node.Type)} of opset {call.Opset}, which Basin does not read", $"one of {string.Join(", ", Names)}", "Export the model without it.");
    }
}
