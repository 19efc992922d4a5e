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
        new Add(),
        new BatchNormalization(),
        new Cast(),
        new Concat(),
        new Constant(),
        new Conv(),
        new Div(),
        new Dropout(),
        new Erf(),
        new Flatten(),
        new Gather(),
        new Gemm(),
        new GlobalAveragePool(),
        new Identity(),
        new MatMul(),
        new MaxPool(),
        new Mul(),
        new Relu(),
        new Reshape(),
        new ShapeOperator(),
        new Sigmoid(),
        new Sqrt(),
        new Squeeze(),
        new Sub(),
        new Tanh(),
        new Transpose(),
        new Unsqueeze(),
    ];

    private static readonly FrozenDictionary<string, OnnxOperator> _byName = _all.ToFrozenDictionary(definition => definition.Name);

    // Their results differ from one evaluation to the next, so the loss would be no function of the parameters.
    private static readonly FrozenSet<string> _random =
        FrozenSet.Create("RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Bernoulli", "Multinomial");

    /// <summary>The names, in alphabetical order.</summary>
    public static ImmutableArray<string> Names { get; } = [.. _byName.Keys.Order(StringComparer.Ordinal)];

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
