using System.Text;

namespace Basin.Numerics.Random;

/// <summary>
/// The root of all chance in a run. Every use draws from a stream of its own, found by name and index,
/// so a new measurement changes none of the others and the order of use does not matter.
/// </summary>
/// <param name="Value">Any number; nearby seeds give unrelated streams.</param>
public readonly record struct Seed(ulong Value)
{
    private const ulong FnvBasis = 0xCBF29CE484222325;
    private const ulong FnvPrime = 0x00000100000001B3;

    /// <summary>The stream called <paramref name="name"/>, at its beginning.</summary>
    /// <param name="name">What the chance is for, such as "trace-probes"; not empty.</param>
    /// <param name="index">Which of the streams of that name, such as the step; at least 0. Streams of one name never overlap.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public RandomSource Stream(string name, long index = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new RandomSource(new RandomState(Key(name), (ulong)index, 0));
    }

    /// <summary>A seed for a part that has streams of its own, such as one run of a sweep.</summary>
    /// <param name="name">What the part is; not empty. A seed never equals the key of a stream of the same name.</param>
    /// <param name="index">Which of the parts; at least 0.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public Seed Derive(string name, long index = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new Seed(Philox.Block(Key(name), ~(ulong)index, ulong.MaxValue).First);
    }

    // FNV-1a over the UTF-8 bytes, started from the seed and finished with a full mix: the same in every process and on every
    // machine, which string.GetHashCode is not.
    private ulong Key(string name)
    {
        var hash = FnvBasis ^ Mix(Value);
        foreach (var octet in Encoding.UTF8.GetBytes(name)) hash = unchecked((hash ^ octet) * FnvPrime);
        return Mix(hash);
    }

    // The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    private static ulong Mix(ulong x)
    {
        unchecked
        {
            x += 0x9E3779B97F4A7C15;
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
            return x ^ (x >> 31);
        }
    }
}
