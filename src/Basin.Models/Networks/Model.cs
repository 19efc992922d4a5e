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
    private readonly double _flip;

    /// <summary>Joins a network and a loss.</summary>
    /// <exception cref="ArgumentException">The logistic loss needs exactly one output.</exception>
    public Model(Network<T> network, LossKind loss)
    {
        if (loss == LossKind.Logistic && network.Outputs != 1)
            throw new ArgumentException($"The logistic loss reads one output an example; network '{network.Name}' has {network.Outputs}. Use cross-entropy, or a head with one output.", nameof(loss));
        Network = network;
        Loss = loss;
    }

    private Model(Network<T> network, LossKind loss, ImmutableArray<LossTerm<T>> terms, double flip)
        : this(network, loss) => (_terms, _flip) = (terms, flip);

    /// <summary>The function.</summary>
    public Network<T> Network { get; }

    /// <summary>What is made of its outputs, apart from added terms.</summary>
    public LossKind Loss { get; }

    /// <summary>Numbers a target takes: 1 for a class, the number of outputs for squared error.</summary>
    public int TargetLength => Loss == LossKind.SquaredError ? Network.Outputs : 1;

    /// <summary>The same with more terms in what is descended.</summary>
    public Model<T> With(params ReadOnlySpan<LossTerm<T>> terms) => new(Network, Loss, [.. _terms, .. terms], _flip);

    /// <summary>The mean over flips of the labels, less its least value, so that 0 is still the best there is.</summary>
    /// <param name="flip">The probability p that a label is drawn from the other classes; 0 for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">p is not in [0, 1).</exception>
    /// <exception cref="ArgumentException">The loss is squared error, whose mean over flips has no least value that is the same for all networks.</exception>
    public Model<T> OverFlips(double flip)
    {
        if (!(flip is >= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(flip), flip, "The probability of a flip is at least 0 and below 1.");
        if (Loss == LossKind.SquaredError) throw new ArgumentException("Labels are flipped for cross-entropy and the logistic loss, not for squared error.", nameof(flip));
        return new(Network, Loss, _terms, flip);
    }

    /// <summary>The loss alone, as a function of outputs that stand in <paramref name="head"/>.</summary>
    /// <param name="head">Outputs, shape (n, k).</param>
    /// <param name="targets">An input of n targets, or shape (n, <see cref="TargetLength"/>).</param>
    public Operation<T> LossOf(Operation<T> head, Input<T> targets) => Loss switch
    {
        LossKind.CrossEntropy when _flip > 0 => FlippedLabels.CrossEntropy(head, targets, _flip),
        LossKind.CrossEntropy => new SoftmaxCrossEntropy<T>(head, targets),
        LossKind.SquaredError => new SquaredError<T>(head, TargetLength == 1 ? new Reshape<T>(targets, head.Shape) : targets),
        LossKind.Logistic when _flip > 0 => FlippedLabels.Logistic(head, targets, _flip),
        LossKind.Logistic => new Logistic<T>(head, targets),
        _ => throw new UnreachableException($"No loss {Loss}."),
    };

    /// <summary>An input for the targets of some examples.</summary>
    /// <param name="examples">n.</param>
    public Input<T> TargetsOf(int examples) => new("targets", TargetLength == 1 ? new Shape(examples) : new Shape(examples, TargetLength));

    /// <summary>The mean loss of <paramref name="examples"/> examples, as a graph.</summary>
    public TracedModel<T> Trace(int examples, BatchNormMode batchNorm)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(examples, 1);
        var (head, tracer) = Network.Build(examples, batchNorm, out var inputs);
        var targets = TargetsOf(examples);
        var loss = LossOf(head, targets);

        // The term first: an addition may take the place of its first operand, and the loss alone must remain to be read.
        var sum = loss;
        foreach (var term in _terms) sum = term.Build(head, inputs, tracer).Add(sum);
        return new TracedModel<T>(new Graph<T>(head, sum), inputs, targets, tracer) { DataLoss = loss };
    }
}
