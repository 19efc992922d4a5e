using System.Numerics;

namespace Basin.Numerics.Random;

/// <summary>One stream of chance: random words by address, and the distributions made from them.</summary>
/// <remarks>
/// The same state gives the same numbers on every machine and in every thread; Gaussians also rest on the platform's log, sin and cos.
/// 2⁶⁴ words a stream. Not safe for use by two threads at once: give each its own stream. Allocates nothing after construction.
/// </remarks>
public sealed class RandomSource
{
    private const double TwoToMinus24 = 1.0 / (1 << 24);
    private const double TwoToMinus53 = 1.0 / (1L << 53);
    private readonly ulong _key;
    private readonly ulong _index;
    private ulong _position;
    private ulong _odd;

    /// <summary>Goes on from where <paramref name="state"/> was taken, to the same bits.</summary>
    public RandomSource(RandomState state)
    {
        (_key, _index) = (state.Key, state.Index);
        Position = state.Position;
    }

    /// <summary>Words of 64 bits drawn so far; set it to skip ahead or go back, in constant time.</summary>
    public ulong Position
    {
        get => _position;
        set
        {
            _position = value;

            // A block holds two words; in the middle of one, the second must be at hand.
            if ((value & 1) != 0) (_, _odd) = Philox.Block(_key, _index, value >> 1);
        }
    }

    /// <summary>What to save in order to go on later.</summary>
    public RandomState State => new(_key, _index, _position);

    /// <summary>A word in which every bit is a fair coin. One word.</summary>
    public ulong NextUInt64()
    {
        var position = _position++;
        if ((position & 1) != 0) return _odd;
        (var even, _odd) = Philox.Block(_key, _index, position >> 1);
        return even;
    }

    /// <summary>Fills with words, the same as from as many calls of <see cref="NextUInt64"/>.</summary>
    internal void Fill(Span<ulong> words)
    {
        if ((_position & 1) != 0 && !words.IsEmpty)
        {
            words[0] = NextUInt64();
            words = words[1..];
        }

        var whole = words.Length & ~1;
        PhiloxBlocks.Fill(_key, _index, _position >> 1, words[..whole]);
        _position += (ulong)whole;
        if (whole < words.Length) words[whole] = NextUInt64();
    }

    /// <summary>Uniform on [0, 1), a multiple of 2⁻⁵³. One word.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * TwoToMinus53;

    /// <summary>Uniform on 0 … <paramref name="bound"/> − 1, exactly. One word, rarely more.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is below 1.</exception>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return (int)NextBelow((ulong)bound);
    }

    /// <summary>Uniform on 0 … <paramref name="bound"/> − 1, exactly. One word, rarely more.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is below 1.</exception>
    public long NextInt(long bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return (long)NextBelow((ulong)bound);
    }

    /// <summary>A standard Gaussian by the Box-Muller transform. Two words, so that no second number need be remembered.</summary>
    public double NextGaussian() => Gaussian.Pair(NextUInt64(), NextUInt64()).First;

    /// <summary>Puts <paramref name="items"/> into an order uniform over all orders. One word an item, rarely more.</summary>
    /// <remarks>Source: Fisher and Yates, in Durstenfeld's form (1964).</remarks>
    public void Shuffle<TItem>(Span<TItem> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = (int)NextBelow((ulong)last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    /// <summary>Fills with independent standard Gaussians by the Box-Muller transform. Two words a pair; an odd one out spends two.</summary>
    public void FillGaussian<T>(Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < destination.Length; i += 2)
        {
            var (first, second) = Gaussian.Pair(NextUInt64(), NextUInt64());
            destination[i] = T.CreateTruncating(first);
            if (i + 1 < destination.Length) destination[i + 1] = T.CreateTruncating(second);
        }
    }

    /// <summary>
    /// Fills with independent standard Gaussians in about a tenth of the time of <see cref="FillGaussian"/>, for noise by the million:
    /// made from 32 bits each, so that none is beyond 6.7 in size. One word a pair.
    /// </summary>
    /// <remarks>Elementwise functions of the kernels: the last bit may differ on a machine without fused multiply-add.</remarks>
    public void FillGaussianNoise<T>(Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T> => GaussianNoise.Fill(this, destination);

    /// <summary>Fills with +1 and −1, each with probability ½. One word for 64 signs.</summary>
    public void FillSigns<T>(Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var start = 0; start < destination.Length; start += 64)
        {
            var bits = NextUInt64();
            var part = destination[start..Math.Min(start + 64, destination.Length)];
            for (var i = 0; i < part.Length; i++) part[i] = ((bits >> i) & 1) == 0 ? T.One : T.NegativeOne;
        }
    }

    /// <summary>Fills with uniform numbers in [0, 1). One word each; float32 keeps the upper 24 of 53 bits, so it stays below 1.</summary>
    public void FillUniform<T>(Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = typeof(T) == typeof(float)
                ? T.CreateTruncating((NextUInt64() >> 40) * TwoToMinus24)
                : T.CreateTruncating(NextDouble());
        }
    }

    /// <summary>Fills with numbers uniform on 0 … <paramref name="bound"/> − 1, exactly. One word for two, rarely more.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is below 1.</exception>
    public void FillIndices(Span<int> destination, int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        var surplus = unchecked(0 - (uint)bound) % (uint)bound;
        for (var filled = 0; filled < destination.Length;)
        {
            var word = NextUInt64();
            var (low, high) = ((word & uint.MaxValue) * (uint)bound, (word >> 32) * (uint)bound);
            if ((uint)low >= surplus) destination[filled++] = (int)(low >> 32);
            if (filled < destination.Length && (uint)high >= surplus) destination[filled++] = (int)(high >> 32);
        }
    }

    // Lemire, Fast random integer generation in an interval (2019): multiply into the range, reject what would be counted twice.
    private ulong NextBelow(ulong bound)
    {
        var high = Math.BigMul(NextUInt64(), bound, out var low);
        if (low >= bound) return high;
        var surplus = unchecked(0 - bound) % bound;
        while (low < surplus) high = Math.BigMul(NextUInt64(), bound, out low);
        return high;
    }
}
