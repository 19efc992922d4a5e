using System.Runtime.CompilerServices;

namespace Basin.Numerics.Random;

/// <summary>Philox4x32-10: a keyed bijection of 128-bit counters whose outputs are random numbers. It has no state.</summary>
/// <remarks>
/// Passes BigCrush; any block can be computed alone, so streams are found by address instead of by being drawn in order.
/// Source: Salmon, Moraes, Dror and Shaw, Parallel random numbers: as easy as 1, 2, 3 (2011).
/// </remarks>
public static class Philox
{
    internal const int Rounds = 10;
    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;

    // The golden ratio and √3 − 1 in 32 bits: the key schedule of the paper.
    internal const uint Weyl0 = 0x9E3779B9;
    internal const uint Weyl1 = 0xBB67AE85;

    /// <summary>The four 32-bit outputs of one block, as two words of 64 bits, the first output lowest.</summary>
    /// <param name="key">The key; its low half is the paper's k₀.</param>
    /// <param name="counterHigh">The high half of the counter.</param>
    /// <param name="counterLow">The low half of the counter; its own low half is the paper's c₀.</param>
    /// <returns>The outputs (x₀, x₁) and (x₂, x₃).</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (ulong First, ulong Second) Block(ulong key, ulong counterHigh, ulong counterLow)
    {
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        var (x0, x1) = ((uint)counterLow, (uint)(counterLow >> 32));
        var (x2, x3) = ((uint)counterHigh, (uint)(counterHigh >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var a = (ulong)Multiplier0 * x0;
            var b = (ulong)Multiplier1 * x2;
            (x0, x1, x2, x3) = ((uint)(b >> 32) ^ x1 ^ k0, (uint)b, (uint)(a >> 32) ^ x3 ^ k1, (uint)a);
            unchecked
            {
                k0 += Weyl0;
                k1 += Weyl1;
            }
        }

        return (x0 | ((ulong)x1 << 32), x2 | ((ulong)x3 << 32));
    }
}
