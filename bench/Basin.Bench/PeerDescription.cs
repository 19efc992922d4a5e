namespace Basin.Bench;

/// <summary>What torch's side says of itself.</summary>
/// <param name="Torch">Its version.</param>
/// <param name="Capability">The instruction set of its own kernels.</param>
/// <param name="Libraries">The BLAS files it runs.</param>
/// <param name="CoreType">OpenBLAS's kernels.</param>
/// <param name="Threads">Its threads.</param>
/// <param name="Float32">GFLOP/s of a product of 512 x 512 matrices.</param>
/// <param name="Float64">The same in float64.</param>
internal sealed record PeerDescription(
    string Torch, string Capability, IReadOnlyList<string> Libraries, string CoreType, int Threads, double Float32, double Float64)
{
    public override string ToString() =>
        $"torch {Torch}, kernels {Capability}, BLAS {string.Join(" + ", Libraries.Where(file => file.Contains("openblas", StringComparison.Ordinal)).DefaultIfEmpty("not OpenBLAS"))}"
        + $" as {CoreType}, {Threads} thread{(Threads == 1 ? "" : "s")}; 512³ product {Float32:f0} GF/s f32, {Float64:f0} GF/s f64";
}
