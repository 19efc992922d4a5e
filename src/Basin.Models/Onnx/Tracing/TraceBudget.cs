namespace Basin.Models.Onnx.Tracing;

/// <summary>Bounds what a file can make Basin allocate while a graph is built, however large the numbers in it.</summary>
/// <param name="examples">The batch size, which the caller chose and not the file.</param>
/// <param name="storedBytes">What the file itself stores: a large file may fold more.</param>
internal sealed class TraceBudget(int examples, long storedBytes)
{
    /// <summary>The most elements of one result, for one example.</summary>
    public const int LargestArray = 1 << 25;

    /// <summary>The most elements of all results together, for one example.</summary>
    public const long Elements = 1L << 28;

    /// <summary>The batch size.</summary>
    public int Examples => examples;

    /// <summary>The most bytes that may be folded to constants.</summary>
    public long FoldedBytes => (64L << 20) + (8 * storedBytes);

    private long _elements, _folded;

    /// <summary>Whether one result may have so many elements.</summary>
    public bool MayHave(Int128 elements) => elements <= (Int128)LargestArray * examples;

    /// <summary>Counts the elements of one more result.</summary>
    /// <returns>False when there are too many.</returns>
    public bool Take(long elements) => (_elements += elements) <= Elements * examples;

    /// <summary>Whether a constant of so many bytes may still be folded.</summary>
    public bool MayFold(long bytes) => _folded + bytes <= FoldedBytes;

    /// <summary>Counts the bytes of one more folded constant.</summary>
    /// <returns>False when there are too many.</returns>
    public bool TakeFolded(long bytes) => (_folded += bytes) <= FoldedBytes;
}
