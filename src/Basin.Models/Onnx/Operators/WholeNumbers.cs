using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;

namespace Basin.Models.Onnx.Operators;

/// <summary>Functions of one constant of an integer type.</summary>
internal static class WholeNumbers
{
    /// <summary>The function, which is given each number twice; null for floating-point numbers.</summary>
    public static IReadOnlyList<OnnxTensor>? Apply<TFunction>(OnnxCall call, OnnxTensor x)
        where TFunction : IArithmetic =>
        !x.Type.IsFloat() && FoldedArithmetic.Apply<TFunction>(call, x, x) is { } folded ? [folded] : null;
}
