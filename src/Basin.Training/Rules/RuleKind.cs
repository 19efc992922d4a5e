namespace Basin.Training.Rules;

/// <summary>The rules that settings can name.</summary>
public enum RuleKind
{
    /// <summary>Descent along the gradient, with or without momentum.</summary>
    Sgd,

    /// <summary>Adam with decoupled weight decay; see <see cref="AdamW{T}"/>.</summary>
    Adamw,
}
