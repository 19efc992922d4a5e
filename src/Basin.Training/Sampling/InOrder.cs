namespace Basin.Training.Sampling;

/// <summary>All examples in the order of the data in every epoch, cut into batches; the last batch of an epoch may be smaller.</summary>
/// <param name="examples">n, at least 1.</param>
/// <param name="batch">B, from 1 to n.</param>
public sealed class InOrder(int examples, int batch) : Sampler(examples, batch)
{
    private readonly int[] _order = [.. Enumerable.Range(0, examples)];

    /// <inheritdoc/>
    public override ReadOnlySpan<int> Batch(long step)
    {
        var first = (int)(step % StepsPerEpoch) * BatchSize;
        return _order.AsSpan(first, Math.Min(BatchSize, Examples - first));
    }
}
