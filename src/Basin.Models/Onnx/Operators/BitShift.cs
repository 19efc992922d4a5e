using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;

namespace Basin.Models.Onnx.Operators;

/// <summary>Unsigned constants times, or divided by, a power of 2.</summary>
internal sealed class BitShift() : OnnxOperator("BitShift")
{
    private sealed class Left : IArithmetic
    {
        // The shift of a whole number beyond its bits is 0, as that of the product is.
        public static TElement Apply<TElement>(TElement a, TElement b)
            where TElement : System.Numerics.INumber<TElement>
        {
            for (var i = TElement.Zero; i < b && a != TElement.Zero; i++) a += a;
            return a;
        }
    }

    private sealed class Right : IArithmetic
    {
        public static TElement Apply<TElement>(TElement a, TElement b)
            where TElement : System.Numerics.INumber<TElement>
        {
            var two = TElement.One + TElement.One;
            for (var i = TElement.Zero; i < b && a != TElement.Zero; i++) a /= two;
            return a;
        }
    }

    /// <inheritdoc/>
    public override bool HasDerivative => false;

    /// <inheritdoc/>
    public override IReadOnlyList<OnnxTensor>? Fold(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        if (inputs is not [{ Type: ElementType.UInt8 or ElementType.UInt16 or ElementType.UInt32 or ElementType.UInt64 } a, { } b])
            throw call.Bad("inputs of other types", "two unsigned inputs");
        var folded = call.Text("direction", "") switch
        {
            "LEFT" => FoldedArithmetic.Apply<Left>(call, a, b),
            "RIGHT" => FoldedArithmetic.Apply<Right>(call, a, b),
            var other => throw call.Bad($"direction = '{Printable.Text(other)}'", "LEFT or RIGHT"),
        };
        return folded is null ? null : [folded];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs) => throw call.Bad("inputs that depend on the examples", "constants");
}
