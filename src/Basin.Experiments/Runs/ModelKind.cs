namespace Basin.Experiments.Runs;

/// <summary>The networks that Basin can build by name.</summary>
public enum ModelKind
{
    /// <summary>Fully connected layers.</summary>
    Mlp,

    /// <summary>A small convolutional network.</summary>
    Cnn,

    /// <summary>A residual network of 20 layers for small images.</summary>
    Resnet20,
}
