using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>aᵇ, of the type of a.</summary>
internal sealed class Pow() : OnnxOperator("Pow")
{
    private sealed class Function : IArithmetic
    {
        public static TElement Apply<TElement>(TElement a, TElement b)
            where TElement : System.Numerics.INumber<TElement>
        {
            if (b < TElement.Zero) return TElement.IsInteger(a) && a == TElement.One ? a : TElement.Zero;
            var (power, two) = (TElement.One, TElement.One + TElement.One);
            for (; b > TElement.Zero; b /= two, a *= a)
                if (TElement.IsOddInteger(b)) power *= a;
            return power;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<OnnxTensor>? Fold(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        if (inputs is not [{ } a, { } b]) throw call.Bad($"{inputs.Count} inputs", "two");
        if (a.Type.IsFloat()) return null;
        return FoldedArithmetic.Apply<Function>(call, a, b.Type == a.Type ? b : ElementConversion.Convert(b, a.Type)) is { } folded ? [folded] : null;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var (x, exponent) = (inputs[0], inputs[1]);
        if (exponent.Constant is { Length: 1 } constant && exponent.Rank <= x.Rank && Simple(x.AsStored(), constant.To<double>()[0]) is { } simple)
            return [inputs.Node(simple, x.Order)];
        var (a, b, order) = Broadcasting.Align(call, x, exponent);
        return [inputs.Node(a.Power(b), order)];
    }

    private static Operation<T>? Simple<T>(Operation<T> x, double exponent)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => exponent switch
        {
            1 => x,
            2 => x.Square(),
            0.5 => x.Sqrt(),
            -1 => x.Reciprocal(),
            _ => null,
        };
}
