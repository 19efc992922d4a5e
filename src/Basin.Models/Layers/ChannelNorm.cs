using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Layers;

/// <summary>What batch norm and stochastic norm share: the names of their windows, and the frozen form.</summary>
internal static class ChannelNorm
{
    /// <summary>Builds batch norm, or stochastic norm where settings are given.</summary>
    public static Operation<T> Build<T>(Tracer<T> tracer, Operation<T> x, double epsilon, StochNormSettings? settings)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var channels = new Shape(x.Shape[^1]);
        var scale = tracer.Parameter("scale", channels, Initializer.Constant(1));
        var shift = tracer.Parameter("shift", channels, Initializer.Constant(0));
        var mean = tracer.State("mean", channels, Initializer.Constant(0));
        var variance = tracer.State("variance", channels, Initializer.Constant(1));
        if (tracer.BatchNorm == BatchNormMode.Frozen)
            return new FrozenBatchNormalization<T>(x, scale, shift, tracer.Read(mean), tracer.Read(variance), epsilon);
        ChannelNormalization<T> operation = settings is null
            ? new BatchNormalization<T>(x, scale, shift, epsilon)
            : new StochasticNormalization<T>(x, scale, shift, tracer.Read(mean), tracer.Read(variance), tracer.Select("selection", channels, settings), epsilon);
        tracer.Track(new RunningStatistics<T>(operation, mean, variance));
        return operation;
    }
}
