using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Layers;

/// <summary>
/// A transformer block that normalises first: x + attention(norm1(x)), then the same with dense, GELU, dense after norm2.
/// </summary>
/// <param name="heads">Heads of the attention.</param>
/// <param name="hidden">Width between the two dense layers.</param>
/// <remarks>Source: Xiong et al., On layer normalization in the transformer architecture (2020).</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class TransformerBlock<T>(int heads, int hidden) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override bool IsFeatureMap => true;

    /// <inheritdoc/>
    public override Operation<T> Build(Tracer<T> tracer, Operation<T> x)
    {
        var width = x.Shape[^1];
        var attention = new Chain<T>(("norm1", new LayerNorm<T>()), ("attention", new SelfAttention<T>(heads)));
        var feedForward = new Chain<T>(
            ("norm2", new LayerNorm<T>()), ("dense1", new Dense<T>(hidden)), ("gelu", new Activate<T>(Activation.Gelu)), ("dense2", new Dense<T>(width)));
        var mixed = x.Add(attention.Build(tracer, x));
        return mixed.Add(feedForward.Build(tracer, mixed));
    }
}
