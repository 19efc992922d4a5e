namespace Basin.Models.Layers;

/// <summary>The activation functions that presets offer.</summary>
public enum Activation
{
    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>tanh x.</summary>
    Tanh,

    /// <summary>x·Φ(x) with the exact Gaussian distribution function.</summary>
    Gelu,

    /// <summary>1 / (1 + e^−x).</summary>
    Sigmoid,

    /// <summary>log(1 + e^x).</summary>
    Softplus,
}
