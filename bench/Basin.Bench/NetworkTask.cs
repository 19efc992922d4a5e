namespace Basin.Bench;

/// <summary>What is computed of a network.</summary>
internal enum NetworkTask
{
    /// <summary>Steps of plain SGD on one batch.</summary>
    Step,

    /// <summary>Hessian-vector products at a fixed point.</summary>
    Product,

    /// <summary>The gradient of every example, stored.</summary>
    Samples,
}
