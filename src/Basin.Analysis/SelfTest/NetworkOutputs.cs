using Basin.Models;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;

namespace Basin.Analysis.SelfTest;

/// <summary>The outputs of a network on all examples at once, at any point.</summary>
internal sealed class NetworkOutputs : IDisposable
{
    private readonly NativeBuffer<double> _parameters;
    private readonly Batch<double> _batch;

    public NetworkOutputs(Objective<double> objective)
    {
        _parameters = new NativeBuffer<double>(objective.ParameterCount);
        _batch = new Batch<double>(objective.Model, objective.Examples, objective.BatchNorm, _parameters, new PlanOptions { Derivatives = Derivatives.None });
        _batch.Fill(objective.Data, 0);
        _batch.FillState(objective.State);
    }

    /// <summary>z(θ); shape (n, k), overwritten by the next.</summary>
    public double[] At(ReadOnlySpan<double> parameters)
    {
        parameters.CopyTo(_parameters.Span);
        _batch.Plan.Evaluate();
        return _batch.Plan.Values(_batch.Traced.Graph.Head).ToArray();
    }

    public void Dispose()
    {
        _batch.Dispose();
        _parameters.Dispose();
    }
}
