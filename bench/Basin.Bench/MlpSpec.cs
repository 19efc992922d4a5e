using Basin.Models.Layers;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;

namespace Basin.Bench;

/// <summary>The preset <c>mlp</c> of given widths, inputs first.</summary>
internal sealed class MlpSpec(Activation activation, params int[] widths) : NetworkSpec
{
    public override int Classes => widths[^1];

    public override bool HasKinks => activation == Activation.Relu;

    public override Network<T> Build<T>() => Mlp.Create<T>(new Shape(widths[0]), Classes, widths[1..^1], activation);

    public override object Describe(BatchNormMode batchNorm) =>
        new { Kind = "mlp", Widths = widths, Activation = activation.ToString().ToLowerInvariant() };
}
