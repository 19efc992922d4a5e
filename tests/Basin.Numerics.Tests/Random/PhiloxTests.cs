using Basin.Numerics.Random;

namespace Basin.Numerics.Tests.Random;

public sealed class PhiloxTests
{
    // kat_vectors of Random123: counter words c0..c3, key words k0, k1, expected outputs.
    [Theory]
    [InlineData(0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Reproduces_the_published_vectors(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint x0, uint x1, uint x2, uint x3)
    {
        var (first, second) = Philox.Block(Join(k0, k1), Join(c2, c3), Join(c0, c1));
        Assert.Equal((Join(x0, x1), Join(x2, x3)), (first, second));
    }

    [Fact]
    public void One_flipped_input_bit_flips_about_half_of_the_outputs()
    {
        var flipped = 0;
        for (var bit = 0; bit < 64; bit++)
        {
            var (a0, a1) = Philox.Block(5, 6, 7);
            var (b0, b1) = Philox.Block(5, 6, 7 ^ (1UL << bit));
            flipped += System.Numerics.BitOperations.PopCount(a0 ^ b0) + System.Numerics.BitOperations.PopCount(a1 ^ b1);
        }

        // 8192 fair coins: standard deviation 45.
        Assert.InRange(flipped, 4096 - 180, 4096 + 180);
    }

    private static ulong Join(uint low, uint high) => low | ((ulong)high << 32);
}
