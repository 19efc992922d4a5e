using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Losses;

/// <summary>φ = ⟨c, z⟩, a fixed linear function of a batch's outputs, in the place of a loss: its gradient is Jᵀc, its Hessian the network's curvature along c.</summary>
public static class LinearOutputs
{
    /// <summary>Lays out φ for a batch of examples.</summary>
    /// <param name="network">The network.</param>
    /// <param name="examples">The batch size.</param>
    /// <param name="batchNorm">Which statistics batch norm uses.</param>
    /// <returns>A traced model whose targets are the weights c, shape (n, k).</returns>
    public static TracedModel<T> Trace<T>(Network<T> network, int examples, BatchNormMode batchNorm)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(examples, 1);
        var (head, tracer) = network.Build(examples, batchNorm, out var inputs);
        var weights = new Input<T>("weights", head.Shape);
        return new TracedModel<T>(new Graph<T>(head, head.Multiply(weights).Sum([0, 1])), inputs, weights, tracer);
    }
}
