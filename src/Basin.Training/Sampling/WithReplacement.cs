using Basin.Numerics.Random;

namespace Basin.Training.Sampling;

/// <summary>Batches whose entries are independent and uniform; an example may come twice.</summary>
/// <remarks>Step k reads the stream "sample" from word k·2³² on, so no two steps share a word. Costs one word an entry.</remarks>
/// <param name="examples">n, at least 1.</param>
/// <param name="batch">B, from 1 to n.</param>
/// <param name="seed">The root of the run's chance.</param>
public sealed class WithReplacement(int examples, int batch, Seed seed) : Sampler(examples, batch)
{
    private const int WordsPerStepLog2 = 32;
    private readonly RandomSource _source = seed.Stream("sample");
    private readonly int[] _indices = new int[batch];

    /// <inheritdoc/>
    public override ReadOnlySpan<int> Batch(long step)
    {
        _source.Position = (ulong)step << WordsPerStepLog2;
        foreach (ref var index in _indices.AsSpan()) index = _source.NextInt(Examples);
        return _indices;
    }
}
