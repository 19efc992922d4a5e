using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;

namespace Basin.Bench;

/// <summary>A task on one batch, against torch.</summary>
internal sealed class NetworkWorkload(
    string name, double wanted, NetworkSpec network, NetworkTask task, int batch, Precision precision) : ComparedWorkload(name, wanted, network, precision, batch)
{
    protected override INetworkCase Create(Precision wantedPrecision, int wantedExamples, Session? session) => wantedPrecision == Precision.Float32
        ? Create<float>(wantedExamples, session)
        : Create<double>(wantedExamples, session);

    private NetworkCase<T> Create<T>(int examples, Session? session)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // With batch statistics an example has no gradient of its own.
        var batchNorm = task == NetworkTask.Samples ? BatchNormMode.Frozen : BatchNormMode.Batch;
        var options = new PlanOptions
        {
            Derivatives = task == NetworkTask.Product ? Derivatives.Second : Derivatives.First,
            KeepAdjoints = task == NetworkTask.Samples,
        };
        if (session is not null) options = options with { Workers = session.Workers };
        var problem = new NetworkProblem<T>(Network, examples, batchNorm, options);
        var description = Network.Describe(batchNorm);
        return task switch
        {
            NetworkTask.Step => new StepCase<T>(problem, Network, description),
            NetworkTask.Product => new ProductCase<T>(problem, Network, description),
            NetworkTask.Samples => new SamplesCase<T>(problem, Network, description),
            _ => throw new InvalidOperationException($"There is no task {task}."),
        };
    }
}
