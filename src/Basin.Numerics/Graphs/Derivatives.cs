namespace Basin.Numerics.Graphs;

/// <summary>Up to which derivative a plan can go; each step costs memory.</summary>
public enum Derivatives
{
    /// <summary>The loss only. Values are forgotten as soon as nobody needs them.</summary>
    None,

    /// <summary>The loss and its gradient: what training needs.</summary>
    First,

    /// <summary>Also products with the Hessian and the Gauss-Newton matrix; values and adjoints are kept for many products.</summary>
    Second,
}
