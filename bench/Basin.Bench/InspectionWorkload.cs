using System.Numerics;
using Basin.Models;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;

namespace Basin.Bench;

/// <summary>A measurement over a whole data set, against torch. Batch norm uses frozen statistics, so that both sides may cut the data as they like.</summary>
internal sealed class InspectionWorkload(
    string name, double wanted, NetworkSpec network, InspectionTask task, int examples, Precision precision) : ComparedWorkload(name, wanted, network, precision, examples)
{
    protected override INetworkCase Create(Precision wantedPrecision, int wantedExamples, Session? session) => wantedPrecision == Precision.Float32
        ? Create<float>(wantedExamples, session)
        : Create<double>(wantedExamples, session);

    private InspectionCase<T> Create<T>(int wantedExamples, Session? session)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // What is asked of single examples is asked once: there is nothing to keep for a second time.
        var once = task is InspectionTask.Norms or InspectionTask.Samples;
        var options = new ObjectiveOptions { BatchNorm = BatchNormMode.Frozen, Derivatives = once ? Derivatives.First : Derivatives.Second };
        if (once) options = options with { MemoryBytes = 0 };
        if (session is not null) options = options with { Workers = session.Workers };
        var problem = new ObjectiveProblem<T>(Network, wantedExamples, options);
        return task switch
        {
            InspectionTask.Product => new CurvatureProductCase<T>(problem),
            InspectionTask.Top => new EigenvaluesCase<T>(problem, 1),
            InspectionTask.TopTen => new EigenvaluesCase<T>(problem, 10),
            InspectionTask.Density => new DensityCase<T>(problem, 10, 100),
            InspectionTask.Norms => new NormsCase<T>(problem),
            InspectionTask.Samples => new StoredSamplesCase<T>(problem),
            InspectionTask.Spectrum => new SpectrumCase<T>(problem),
            _ => throw new InvalidOperationException($"There is no task {task}."),
        };
    }
}
