using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics;
using Basin.Models.Losses;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Networks;

/// <summary>A network with a loss: what training descends, before data is chosen.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Model<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ImmutableArray<LossTerm<T>> _terms = [];

    /// <summary>Joins a network and a loss.</summary>
    /// <exception cref="ArgumentException">The logistic loss needs exactly one output.</exception>
    public Model(Network<T> network, LossKind loss)
    {
        if (loss == LossKind.Logistic && network.Outputs != 1)
            throw new ArgumentException($"The logistic loss reads one output an example; network '{network.Name}' has {network.Outputs}. Use cross-entropy, or a head with one output.", nameof(loss));
        Network = network;
        Loss = loss;
    }

    private Model(Model<T> other, ImmutableArray<LossTerm<T>> terms)
        : this(other.Network, other.Loss) => _terms = terms;

    /// <summary>The function.</summary>
    public Network<T> Network { get; }

    /// <summary>What is made of its outputs, apart from added terms.</summary>
    public LossKind Loss { get; }

    /// <summary>Numbers a target takes: 1 for a class, the number of outputs for squared error.</summary>
    public int TargetLength => Loss == LossKind.SquaredError ? Network.Outputs : 1;

    /// <summary>The same with more terms in what is descended.</summary>
    public Model<T> With(params ReadOnlySpan<LossTerm<T>> terms) => new(this, [.. _terms, .. terms]);

    /// <summary>The mean loss of <paramref name="examples"/> examples, as a graph.</summary>
    public TracedModel<T> Trace(int examples, BatchNormMode batchNorm)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(examples, 1);
        var (head, tracer) = Network.Build(examples, batchNorm, out var inputs);
        var targets = new Input<T>("targets", TargetLength == 1 ? new Shape(examples) : new Shape(examples, TargetLength));
        Operation<T> loss = Loss switch
        {
            LossKind.CrossEntropy => new SoftmaxCrossEntropy<T>(head, targets),
            LossKind.SquaredError => new SquaredError<T>(head, TargetLength == 1 ? new Reshape<T>(targets, head.Shape) : targets),
            LossKind.Logistic => new Logistic<T>(head, targets),
            _ => throw new UnreachableException($"No loss {Loss}."),
        };

        // The term first: an addition may take the place of its first operand, and the loss alone must remain to be read.
        var sum = loss;
        foreach (var term in _terms) sum = term.Build(head, inputs, tracer).Add(sum);
        return new TracedModel<T>(new Graph<T>(head, sum), inputs, targets, tracer) { DataLoss = loss };
    }
}
