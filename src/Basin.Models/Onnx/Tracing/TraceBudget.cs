namespace Basin.Models.Onnx.Tracing;

/// <summary>Bounds what a file can make Basin allocate while a graph is built, however large the numbers in it.</summary>
internal sealed class TraceBudget
{
    /// <summary>The most elements of one result.</summary>
    public const int LargestArray = 1 << 26;

    /// <summary>The most elements of all results together, for one example.</summary>
    public const long Elements = 1L << 29;

    /// <summary>The most bytes that may be folded to constants.</summary>
    public const long FoldedBytes = 1L << 28;

    private long _elements, _folded;

    /// <summary>Counts the elements of one more result.</summary>
    /// <returns>False when there are too many.</returns>
    public bool Take(long elements) => (_elements += elements) <= Elements;

    /// <summary>Whether a constant of so many bytes may still be folded.</summary>
    public bool MayFold(long bytes) => _folded + bytes <= FoldedBytes;

    /// <summary>Counts the bytes of one more folded constant.</summary>
    /// <returns>False when there are too many.</returns>
    public bool TakeFolded(long bytes) => (_folded += bytes) <= FoldedBytes;
}
