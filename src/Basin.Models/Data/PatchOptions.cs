namespace Basin.Models.Data;

/// <summary>How images are patched; the defaults are those of Li, Wei and Ma (2019).</summary>
public sealed record PatchOptions
{
    /// <summary>The side of the square patch in the middle.</summary>
    public int Side { get; init; } = 7;

    /// <summary>The share of the images that ever get a patch.</summary>
    public double Patched { get; init; } = 0.8;

    /// <summary>Of the times such an image is seen, the share in which the patch is all that is left of it.</summary>
    public double Alone { get; init; } = 0.2;

    /// <summary>The standard deviation of the pattern that all patches share.</summary>
    public double Amplitude { get; init; } = 1.25;

    /// <summary>The largest entry of what a class adds to it or takes away.</summary>
    public double Signature { get; init; } = 0.1;

    /// <summary>What is added where the patch is alone: up to so many times as much.</summary>
    public double AloneStrength { get; init; } = 1.75;
}
