namespace Basin.Analysis.SelfTest;

/// <summary>The layers of a reference network; all smooth, so that finite differences are right.</summary>
public enum ReferenceArchitecture
{
    /// <summary>Three dense layers.</summary>
    Mlp,

    /// <summary>Two convolutions with batch norm.</summary>
    Cnn,

    /// <summary>A transformer block over a short sequence, as of image patches.</summary>
    Transformer,

    /// <summary>Two dense layers of hundreds of numbers an example.</summary>
    WideMlp,
}
