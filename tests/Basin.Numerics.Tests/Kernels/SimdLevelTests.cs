namespace Basin.Numerics.Tests.Kernels;

using Basin.Numerics.Kernels;

public sealed class SimdLevelTests
{
    [Theory]
    [InlineData(null, 512, 512)]
    [InlineData("", 256, 256)]
    [InlineData("512", 512, 512)]
    [InlineData("512", 256, 256)]
    [InlineData("256", 512, 256)]
    [InlineData("128", 512, 128)]
    public void The_variable_asks_for_at_most_what_the_processor_has(string? asked, int widest, int expected) =>
        Assert.Equal(expected, SimdLevel.Choose(asked, widest));

    [Fact]
    public void Another_width_is_refused_with_the_choices() =>
        Assert.Equal(
            "The environment variable BASIN_SIMD is 'avx'; it must be 512, 256 or 128, or absent for the widest that this processor has (256).",
            Assert.Throws<InvalidOperationException>(() => SimdLevel.Choose("avx", 256)).Message);
}
