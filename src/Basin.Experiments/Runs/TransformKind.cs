namespace Basin.Experiments.Runs;

/// <summary>What is done to the inputs of each training batch.</summary>
public enum TransformKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Patches that give the class away, on most of the images.</summary>
    Patches,
}
