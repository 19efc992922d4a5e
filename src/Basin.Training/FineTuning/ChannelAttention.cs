using System.Collections.Immutable;
using System.Numerics;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training.Sampling;

namespace Basin.Training.FineTuning;

/// <summary>
/// DELTA's attention on the channels of a pre-trained network: how much the loss on the new task grows without each, by a softmax over the
/// channels of a feature map.
/// </summary>
/// <remarks>
/// A linear head is first trained on the fixed features; then each channel in turn is set to 0. Costs an evaluation of the network on the
/// examples for each channel. Source: Li et al. (2019), section 3.3.
/// </remarks>
public static class ChannelAttention
{
    private const int Examples = 128;
    private const int HeadSteps = 300;

    /// <summary>Computes it.</summary>
    /// <param name="start">The pre-trained network.</param>
    /// <param name="data">The training examples of the new task, in classes; at most 128 of them are looked at.</param>
    /// <param name="seed">Decides the batches of the head's training.</param>
    /// <param name="workers">The threads to use.</param>
    /// <param name="cancellationToken">Checked once a channel.</param>
    /// <returns>For each feature map, by name, numbers above 0 that sum to 1.</returns>
    public static ImmutableDictionary<string, ImmutableArray<double>> Of<T>(FixedNetwork<T> start, DataSet<T> data, Seed seed, Workers workers, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var head = TrainHead(start, data, seed, workers);
        var count = Math.Min(Examples, data.Count);
        var masks = new Dictionary<string, Input<T>>(StringComparer.Ordinal);
        var inputs = new Input<T>("inputs", new Shape([count, .. data.ExampleShape.Extents]));
        var targets = new Input<T>("targets", new Shape(count));
        var outputs = head.Build(Features(start.Build(inputs, Mask).Head)).Head;
        using var nothing = new NativeBuffer<T>(0);
        using var plan = new Plan<T>(new Graph<T>(outputs, new SoftmaxCrossEntropy<T>(outputs, targets)), nothing, new PlanOptions { Derivatives = Derivatives.None, Workers = workers });
        var whole = Loss(null, 0);
        return masks.ToImmutableDictionary(mask => mask.Key, mask => Softmax([.. Enumerable.Range(0, mask.Value.Shape.Length).Select(channel => Loss(mask.Value, channel) - whole)]));

        Operation<T> Mask(string name, Operation<T> node)
        {
            masks[name] = new Input<T>($"mask of {name}", new Shape(node.Shape[^1]), hasExamples: false);
            return node.Multiply(masks[name]);
        }

        double Loss(Input<T>? masked, int channel)
        {
            cancellationToken.ThrowIfCancellationRequested();
            data.Inputs[..inputs.Shape.Length].CopyTo(plan.Values(inputs));
            data.TargetValues[..count].CopyTo(plan.Values(targets));
            foreach (var mask in masks.Values) plan.Values(mask).Fill(T.One);
            if (masked is not null) plan.Values(masked)[channel] = T.Zero;
            return double.CreateTruncating(plan.Evaluate());
        }
    }

    private static FixedNetwork<T> TrainHead<T>(FixedNetwork<T> start, DataSet<T> data, Seed seed, Workers workers)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var count = Math.Min(Examples, data.Count);
        var inputs = new Input<T>("inputs", new Shape([count, .. data.ExampleShape.Extents]));
        var features = Features(start.Build(inputs).Head);
        using var nothing = new NativeBuffer<T>(0);
        using var plan = new Plan<T>(new Graph<T>(features, features.Sum([0, 1])), nothing, new PlanOptions { Derivatives = Derivatives.None, Workers = workers });
        data.Inputs[..inputs.Shape.Length].CopyTo(plan.Values(inputs));
        plan.Evaluate();
        var set = new DataSet<T>("features", new Shape(features.Shape[1]), plan.Values(features).ToArray(), data.TargetValues[..count].ToArray(), data.Targets, data.Source);
        var network = Mlp.Create<T>(set.ExampleShape, data.Targets.Count, []);
        using var problem = new NetworkProblem<T>(new Model<T>(network, LossKind.CrossEntropy), set, null, seed.Derive("attention"), workers);
        new Trainer<T>(problem, new SgdOptions
        {
            LearningRate = 0.05,
            Batch = Math.Min(32, count),
            Duration = Duration.Steps(HeadSteps),
            Seed = seed.Derive("attention"),
            Momentum = 0.9,
            EvaluateEvery = HeadSteps,
            Sampling = SamplingKind.Shuffle,
        }).Run();
        return new FixedNetwork<T>(network, problem.Parameters, problem.Statistics);
    }

    private static Operation<T> Features<T>(Operation<T> head)
        where T : unmanaged, IFloatingPointIeee754<T> => head is Linear<T> { Inputs: [var features, ..] } && features.Shape.Rank == 2
            ? features
            : throw BadInputException.At("--delta", $"a network that ends in {head}", "one that ends in a dense layer, whose inputs are the features", "Leave --delta out, or use a network of Basin's own.");

    private static ImmutableArray<double> Softmax(double[] logits)
    {
        var largest = logits.Max();
        var weights = logits.Select(logit => Math.Exp(logit - largest)).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
