using Basin.Numerics.Random;

namespace Basin.Training.Sampling;

/// <summary>A fresh uniform order of all examples each epoch, cut into batches; the last batch of an epoch may be smaller.</summary>
/// <remarks>The order of epoch e comes from the stream ("shuffle", e). O(n) at the first step of an epoch, nothing at the others.</remarks>
/// <param name="examples">n, at least 1.</param>
/// <param name="batch">B, from 1 to n.</param>
/// <param name="seed">The root of the run's chance.</param>
public sealed class RandomReshuffling(int examples, int batch, Seed seed) : Sampler(examples, batch)
{
    private readonly int[] _order = new int[examples];
    private long _epoch = -1;

    /// <inheritdoc/>
    public override ReadOnlySpan<int> Batch(long step)
    {
        var (epoch, index) = Math.DivRem(step, StepsPerEpoch);
        if (epoch != _epoch) Reorder(epoch);
        var first = (int)index * BatchSize;
        return _order.AsSpan(first, Math.Min(BatchSize, Examples - first));
    }

    private void Reorder(long epoch)
    {
        for (var i = 0; i < _order.Length; i++) _order[i] = i;
        seed.Stream("shuffle", epoch).Shuffle(_order.AsSpan());
        _epoch = epoch;
    }
}
