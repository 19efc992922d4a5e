namespace Basin.Experiments.Runs;

/// <summary>Flows that a network can follow in place of steps.</summary>
public enum FlowKind
{
    /// <summary>Gradient flow on the loss.</summary>
    Gradient,

    /// <summary>The modified flow that descent by the whole gradient follows.</summary>
    Gd,

    /// <summary>The modified flow that the mean path of SGD follows, with batches drawn anew each epoch.</summary>
    Sgd,
}
