using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;

namespace Basin.Models.Tests.Torch;

/// <summary>A twin's graph with a plan at its θ, inputs and direction filled.</summary>
internal sealed class TorchPoint : IDisposable
{
    private readonly NativeBuffer<double> _theta;

    public TorchPoint(TorchTwin twin)
    {
        _theta = new NativeBuffer<double>(twin.ParameterCount);
        twin.Theta().CopyTo(_theta.Span);
        Plan = new Plan<double>(twin.Graph, _theta, new PlanOptions { Derivatives = Derivatives.Second });
        foreach (var (node, values, _) in twin.Inputs) values.CopyTo(Plan.Values(node));
        twin.Direction().CopyTo(Plan.Direction());
    }

    public Plan<double> Plan { get; }

    public void Dispose()
    {
        Plan.Dispose();
        _theta.Dispose();
    }
}
