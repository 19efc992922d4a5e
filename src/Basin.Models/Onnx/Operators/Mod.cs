using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>What is left of a after whole multiples of b: with the sign of b, or of a where fmod says so.</summary>
internal sealed class Mod() : OnnxOperator("Mod")
{
    private sealed class Floored : IArithmetic
    {
        public static TElement Apply<TElement>(TElement a, TElement b)
            where TElement : System.Numerics.INumber<TElement>
        {
            var rest = a % b;
            return rest != TElement.Zero && (rest < TElement.Zero) != (b < TElement.Zero) ? rest + b : rest;
        }
    }

    private sealed class Truncated : IArithmetic
    {
        public static TElement Apply<TElement>(TElement a, TElement b)
            where TElement : System.Numerics.INumber<TElement> => a % b;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<OnnxTensor>? Fold(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        if (inputs is not [{ } a, { } b]) throw call.Bad($"{inputs.Count} inputs", "two");
        if (a.Type.IsFloat()) return null;
        var folded = call.Flag("fmod") ? FoldedArithmetic.Apply<Truncated>(call, a, b) : FoldedArithmetic.Apply<Floored>(call, a, b);
        return folded is null ? null : [folded];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        if (!call.Flag("fmod")) throw call.Bad("fmod = 0 of floating-point numbers", "fmod = 1");
        var (a, b, order) = Broadcasting.Align(call, inputs[0], inputs[1]);
        return [inputs.Node(a.Remainder(b), order)];
    }
}
