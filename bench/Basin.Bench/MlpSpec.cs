using Basin.Models.Layers;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;

namespace Basin.Bench;

/// <summary>A fully connected network.</summary>
internal sealed class MlpSpec(string activation, params int[] widths) : NetworkSpec
{
    public override int Classes => widths[^1];

    public override bool HasKinks => activation == "relu";

    public override Network<T> Build<T>()
    {
        var layers = new List<(string, Layer<T>)>();
        for (var i = 1; i < widths.Length; i++)
        {
            layers.Add(($"layer{i}", new Dense<T>(widths[i])));
            if (i < widths.Length - 1) layers.Add(($"activation{i}", Activation<T>()));
        }

        return new Network<T>("mlp", new Shape(widths[0]), new Chain<T>(layers));
    }

    public override object Describe(BatchNormMode batchNorm) => new { Kind = "mlp", Widths = widths, Activation = activation };
}
