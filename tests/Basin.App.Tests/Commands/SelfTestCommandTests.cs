using System.Text.Json;
using Basin.Numerics.Kernels;

namespace Basin.App.Tests.Commands;

public sealed class SelfTestCommandTests
{
    [Fact]
    public void Every_case_passes_here_with_every_width_of_vectors()
    {
        var (code, output, _) = Tool.Run("selftest", "--json");
        using var json = JsonDocument.Parse(output);
        Assert.True(json.RootElement.GetProperty("passed").GetBoolean(), output);
        Assert.Equal(0, code);
        Assert.Equal(SimdLevel.Bits, json.RootElement.GetProperty("simdBits").GetInt32());
        var quantities = json.RootElement.GetProperty("cases").EnumerateArray().Select(result => result.GetProperty("quantity").GetString()).ToHashSet();
        foreach (var bits in new[] { 256, 128 }.Where(bits => bits < SimdLevel.Bits)) Assert.Contains($"vectors of {bits} bits", quantities);
        Assert.Contains("Hessian products, against differences", quantities);
    }
}
