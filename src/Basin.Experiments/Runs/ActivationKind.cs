namespace Basin.Experiments.Runs;

/// <summary>What follows each hidden layer.</summary>
public enum ActivationKind
{
    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>tanh x.</summary>
    Tanh,

    /// <summary>x Φ(x).</summary>
    Gelu,
}
