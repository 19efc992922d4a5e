using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Layers;

/// <summary>
/// Batch norm over all axes but the last: γ(x − m)/√(v + ε) + β. Parameters <c>scale</c> (γ, from 1) and <c>shift</c> (β, from 0);
/// state <c>mean</c> and <c>variance</c>, moved by training and used when frozen.
/// </summary>
/// <param name="epsilon">ε.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class BatchNorm<T>(double epsilon = 1e-5) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Operation<T> Build(Tracer<T> tracer, Operation<T> x)
    {
        var channels = new Shape(x.Shape[^1]);
        var scale = tracer.Parameter("scale", channels, Initializer.Constant(1));
        var shift = tracer.Parameter("shift", channels, Initializer.Constant(0));
        var mean = tracer.State("mean", channels, Initializer.Constant(0));
        var variance = tracer.State("variance", channels, Initializer.Constant(1));
        if (tracer.BatchNorm == BatchNormMode.Frozen)
            return new FrozenBatchNormalization<T>(x, scale, shift, tracer.Read(mean), tracer.Read(variance), epsilon);
        var operation = new BatchNormalization<T>(x, scale, shift, epsilon);
        tracer.Track(new RunningStatistics<T>(operation, mean, variance));
        return operation;
    }
}
