using System.Numerics;
using Basin.Models.Networks;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>Batch norm over the channels, axis 1. The caller of the network chooses the statistics, not the file.</summary>
internal sealed class BatchNormalization() : OnnxOperator("BatchNormalization")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var x = inputs[0];
        if (x.Rank < 2) throw call.Bad($"an input of shape {x.Shape}", "channels on axis 1");
        call.Ignore("momentum", "training_mode");
        var epsilon = call.Float("epsilon", 1e-5);
        var order = Images.ChannelsLast(x.Rank);
        var (node, scale, shift) = (x.Stored(order), Row(1), Row(2));
        var (mean, variance) = (State(3), State(4));
        call.Note("Batch norm uses the statistics of the batch or the stored ones as asked (--batch-norm), whatever the file says.");
        if (inputs.Tracer.BatchNorm == BatchNormMode.Frozen)
            return [inputs.Node(new FrozenBatchNormalization<T>(node, scale, shift, inputs.Tracer.Read(mean), inputs.Tracer.Read(variance), epsilon), order)];
        var operation = new BatchNormalization<T>(node, scale, shift, epsilon);
        inputs.Tracer.Track(new RunningStatistics<T>(operation, mean, variance));
        return [inputs.Node(operation, order)];

        Operation<T> Row(int index) => inputs[index].Rank == 1 ? inputs[index].Plain() : throw call.Bad($"input {index + 1} of shape {inputs[index].Shape}", "one number a channel");

        StateInfo State(int index)
        {
            var stored = inputs.Setting(index);
            if (stored.Length != x.Shape[1]) throw call.Bad($"statistics of shape {stored.Shape} for {x.Shape[1]} channels", "one number a channel");
            var (count, first) = stored.NotFinite;
            if (count > 0) throw call.Bad($"{count:N0} statistics that are not finite, the first at {first:N0}", "finite statistics");
            if (index == 4 && stored.To<double>().Any(v => v < 0)) throw call.Bad("a negative variance", "variances of at least 0");
            return inputs.Tracer.State(inputs.NameOf(index), new(stored.Length), new StoredValues(stored, new StoredOrder(stored.Shape, [.. Permutation.Identity(stored.Shape.Rank)])));
        }
    }
}
