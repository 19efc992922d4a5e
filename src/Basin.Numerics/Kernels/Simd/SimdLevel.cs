using System.Runtime.Intrinsics.X86;

namespace Basin.Numerics.Kernels;

/// <summary>The width of the vectors that all kernels of this process use.</summary>
/// <remarks>
/// Decided once, from what the processor can do: 512 with AVX-512, 256 with AVX2 and FMA, otherwise 128, which is
/// portable. The environment variable <c>BASIN_SIMD</c> (512, 256 or 128) asks for less. The runtime's own
/// <c>Vector512.IsHardwareAccelerated</c> is not used: it is false on Intel processors that lower their clock for
/// 512-bit work, and there the wide kernels are still the faster ones.
/// </remarks>
public static class SimdLevel
{
    /// <summary>The environment variable that lowers the level.</summary>
    public const string Variable = "BASIN_SIMD";

    /// <summary>512, 256 or 128.</summary>
    public static int Bits { get; } = Choose(Environment.GetEnvironmentVariable(Variable), Widest);

    /// <summary>The widest vectors of this processor, whatever was asked for.</summary>
    public static int Widest =>
        Avx512F.IsSupported && Avx512BW.IsSupported && Avx512DQ.IsSupported ? 512 : Avx2.IsSupported && Fma.IsSupported ? 256 : 128;

    /// <summary>The level for what <paramref name="asked"/> says on a processor with vectors of <paramref name="widest"/> bits.</summary>
    /// <exception cref="InvalidOperationException">The text is not one of the three widths.</exception>
    public static int Choose(string? asked, int widest) => asked switch
    {
        null or "" => widest,
        "512" => Math.Min(512, widest),
        "256" => Math.Min(256, widest),
        "128" => 128,
        _ => throw new InvalidOperationException($"The environment variable {Variable} is '{asked}'; it must be 512, 256 or 128, or absent for the widest that this processor has ({widest})."),
    };
}
