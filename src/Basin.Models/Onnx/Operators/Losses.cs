using System.Numerics;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>The negative of the logarithm of the probability of each class given as a constant, weighted, and reduced.</summary>
internal sealed class NegativeLogLikelihoodLoss() : OnnxOperator("NegativeLogLikelihoodLoss")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs) =>
        [inputs.Node(LogLikelihood.Loss(call, inputs, inputs[0].Plain()))];
}

/// <summary>The same of the logarithms of a softmax of scores, which may be asked for beside. At the end of a network it is not built: Basin has a loss of its own.</summary>
internal sealed class SoftmaxCrossEntropyLoss() : OnnxOperator("SoftmaxCrossEntropyLoss")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var x = inputs[0];
        if (x.Rank < 2) throw call.Bad($"scores of shape {x.Shape}", "(n, classes, …)");
        var last = Images.ChannelsLast(x.Rank);
        var probabilities = inputs.Node(new LogSoftmax<T>(x.Stored(last)), last);
        return [inputs.Node(LogLikelihood.Loss(call, inputs, probabilities.Plain())), probabilities];
    }
}

/// <summary>What both losses share.</summary>
internal static class LogLikelihood
{
    /// <summary>The loss of logarithms of probabilities of shape (n, classes, …).</summary>
    public static Operation<T> Loss<T>(OnnxCall call, TraceInputs<T> inputs, Operation<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var targets = inputs.Setting(1);
        if (x.Shape.Rank < 2 || !targets.Shape.Extents.SequenceEqual([x.Shape[0], .. x.Shape.Extents[2..]]))
            throw call.Bad($"classes of shape {targets.Shape} for shape {x.Shape}", "(n, …) and (n, classes, …)");
        var (classes, pixels) = (x.Shape[1], x.Shape.Count(2..));
        var ignored = call.Node.Attributes.Any(attribute => attribute.Name == "ignore_index") ? call.Integer("ignore_index") : (long?)null;
        var labels = targets.To<long>();
        foreach (var label in labels)
            if (label != ignored && (label < 0 || label >= classes)) throw call.Bad($"class {label}", $"0 to {classes - 1}");
        var weights = inputs.Optional(2) is null ? null : inputs.Setting(2).To<double>();
        if (weights is not null && weights.Length != classes) throw call.Bad($"{weights.Length} weights for {classes} classes", "a weight for each class");
        double[] shares = [.. labels.Select(label => label == ignored ? 0 : weights is null ? 1 : weights[label])];

        int[] places = [.. labels.Select((label, i) => label == ignored ? -1 : (((i / pixels * classes) + (int)label) * pixels) + (i % pixels))];
        var reduction = call.Text("reduction", "mean");
        var total = reduction == "mean" ? shares.Sum() : 1;
        var factors = OnnxTensor.Of(targets.Shape, Array.ConvertAll(shares, share => -share / total));
        var losses = new Pick<T>(x, targets.Shape, places).Multiply(inputs.Constant(factors).Plain());
        return reduction switch
        {
            "none" => losses,
            "mean" or "sum" => losses.Sum(Networks.Permutation.Identity(losses.Shape.Rank)),
            _ => throw call.Bad($"reduction '{Data.Printable.Text(reduction)}'", "none, sum or mean"),
        };
    }
}
