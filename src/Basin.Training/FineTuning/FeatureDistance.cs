using System.Collections.Immutable;
using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Training.FineTuning;

/// <summary>
/// DELTA: δ times, for each feature map, the mean over the batch of ½ Σ_c (C·a_c/HW)‖FM_c(w) − FM_c(w₀)‖², with w₀ the starting point, its
/// statistics frozen, and a_c the attention on channel c, which sums to 1 over the C channels.
/// </summary>
/// <remarks>
/// The starting network lies in the same graph as constants, so that a step costs one more evaluation of it. The mean over the batch is where
/// the authors' code has the sum. Source: Li, Xiong, Wang, Rao, Liu and Huan (2019), "DELTA".
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class FeatureDistance<T> : LossTerm<T>, IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly FixedNetwork<T> _start;
    private readonly double _strength;
    private readonly Dictionary<string, NativeBuffer<T>> _attention = new(StringComparer.Ordinal);

    /// <summary>Creates the term.</summary>
    /// <param name="start">The network at w₀; freed with this.</param>
    /// <param name="attention">a for each feature map, by name.</param>
    /// <param name="strength">δ; finite, at least 0.</param>
    public FeatureDistance(FixedNetwork<T> start, ImmutableDictionary<string, ImmutableArray<double>> attention, double strength)
    {
        (_start, _strength) = (start, Require.NotNegative(strength));
        foreach (var (name, weights) in attention)
        {
            var buffer = new NativeBuffer<T>(weights.Length);
            for (var c = 0; c < weights.Length; c++) buffer.Span[c] = T.CreateChecked(weights[c] * weights.Length);
            _attention[name] = buffer;
        }
    }

    /// <summary>Creates the term for a network that begins at a starting point, with the attention that its channels have for the new task.</summary>
    /// <param name="network">The network that is tuned.</param>
    /// <param name="start">w₀.</param>
    /// <param name="data">The training examples of the new task, in classes.</param>
    /// <param name="strength">δ; finite, at least 0.</param>
    /// <param name="seed">The root of the run's chance.</param>
    /// <param name="workers">The threads to use.</param>
    public static FeatureDistance<T> From(Network<T> network, StartingPoint<T> start, DataSet<T> data, double strength, Seed seed, Workers workers)
    {
        var (parameters, state) = (new T[network.ParameterCount], new T[network.StateCount]);
        start.MoveTo(network, seed, parameters, state);
        var there = new FixedNetwork<T>(network, parameters, state);
        return new FeatureDistance<T>(there, ChannelAttention.Of(there, data, seed, workers), strength);
    }

    /// <inheritdoc/>
    public override Operation<T> Build(Operation<T> head) =>
        throw new NotSupportedException("The distance of feature maps is built from the examples and the tracer.");

    /// <inheritdoc/>
    public override Operation<T> Build(Operation<T> head, Input<T> inputs, Tracer<T> tracer)
    {
        var (_, theirs) = _start.Build(inputs);
        Operation<T>? sum = null;
        foreach (var (name, ours) in tracer.Features)
        {
            var shape = ours.Shape;
            var attention = new Constant<T>($"attention of {name}", _attention[name], new Shape(shape[^1]));
            var squares = ours.Subtract(theirs.Single(feature => feature.Name == name).Node).Square();
            var channels = squares.Sum([.. Enumerable.Range(0, shape.Rank - 1)]);
            var positions = shape.Count(1..^1);
            var distance = new Affine<T>(channels.Multiply(attention).Sum([0]), 0.5 * _strength / shape[0] / positions);
            sum = sum?.Add(distance) ?? distance;
        }

        return sum ?? throw new NotSupportedException("The network has no feature maps.");
    }

    /// <summary>Frees the weights and the network at w₀.</summary>
    public void Dispose()
    {
        _start.Dispose();
        foreach (var buffer in _attention.Values) buffer.Dispose();
    }
}
