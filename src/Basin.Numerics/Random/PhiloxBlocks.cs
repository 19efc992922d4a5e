using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Basin.Numerics.Random;

/// <summary>Many blocks of Philox4x32-10 in a row: four at once where the machine can, to the same bits.</summary>
internal static class PhiloxBlocks
{
    private const int AtOnce = 4;

    /// <summary>Fills with the words of successive blocks of one stream.</summary>
    /// <param name="key">The stream's key.</param>
    /// <param name="counterHigh">The stream's index.</param>
    /// <param name="first">The low half of the first block's counter.</param>
    /// <param name="words">Two words a block; an even number.</param>
    public static void Fill(ulong key, ulong counterHigh, ulong first, Span<ulong> words)
    {
        var block = 0;
        if (Avx2.IsSupported)
        {
            for (; 2 * (block + AtOnce) <= words.Length; block += AtOnce)
                Four(key, counterHigh, unchecked(first + (ulong)block), words.Slice(2 * block, 2 * AtOnce));
        }

        for (; 2 * block < words.Length; block++)
            (words[2 * block], words[(2 * block) + 1]) = Philox.Block(key, counterHigh, unchecked(first + (ulong)block));
    }

    // A block a lane of 64 bits, whose upper halves are ignored by the multiplication and masked at the end.
    private static void Four(ulong key, ulong counterHigh, ulong first, Span<ulong> words)
    {
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        var counter = Vector256.Create(first) + Vector256.Create(0UL, 1, 2, 3);
        var (m0, m1) = (Vector256.Create((ulong)Philox.Multiplier0).AsUInt32(), Vector256.Create((ulong)Philox.Multiplier1).AsUInt32());
        var (x0, x1) = (counter, counter >>> 32);
        var (x2, x3) = (Vector256.Create(counterHigh), Vector256.Create(counterHigh >> 32));
        for (var round = 0; round < Philox.Rounds; round++)
        {
            var a = Avx2.Multiply(x0.AsUInt32(), m0);
            var b = Avx2.Multiply(x2.AsUInt32(), m1);
            x0 = (b >>> 32) ^ x1 ^ Vector256.Create((ulong)k0);
            x2 = (a >>> 32) ^ x3 ^ Vector256.Create((ulong)k1);
            (x1, x3) = (b, a);
            unchecked
            {
                k0 += Philox.Weyl0;
                k1 += Philox.Weyl1;
            }
        }

        var low = Vector256.Create((ulong)uint.MaxValue);
        var (even, odd) = ((x0 & low) | (x1 << 32), (x2 & low) | (x3 << 32));
        var (left, right) = (Avx2.UnpackLow(even, odd), Avx2.UnpackHigh(even, odd));
        Avx2.Permute2x128(left, right, 0x20).CopyTo(words);
        Avx2.Permute2x128(left, right, 0x31).CopyTo(words[AtOnce..]);
    }
}
