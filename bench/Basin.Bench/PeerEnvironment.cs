using System.Diagnostics;
using System.Runtime.Intrinsics.X86;

namespace Basin.Bench;

/// <summary>Sets torch up at its best: OpenBLAS in place of the reference BLAS, AVX-512 kernels where the processor has them.</summary>
internal static class PeerEnvironment
{
    private static readonly string[] s_inherited = ["OPENBLAS_L2_SIZE", "OPENBLAS_CORETYPE", "ATEN_CPU_CAPABILITY", "MKL_NUM_THREADS", "ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA"];

    private static readonly string[] s_kinds = ["openblas-pthread", "openblas-openmp", "openblas-serial"];

    public static ProcessStartInfo Prepare(int threads)
    {
        var start = new ProcessStartInfo(Python(), ["-u", Path.Combine(AppContext.BaseDirectory, "peers", "peer.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in s_inherited) start.Environment.Remove(name);
        if (OpenBlas() is { } folder)
            start.Environment["LD_LIBRARY_PATH"] = string.Join(':', new[] { folder, Environment.GetEnvironmentVariable("LD_LIBRARY_PATH") }.Where(part => !string.IsNullOrEmpty(part)));
        if (Avx512F.IsSupported)
        {
            // OpenBLAS 0.3.21 does not know recent AMD processors and would fall back to AVX2.
            start.Environment["OPENBLAS_CORETYPE"] = "SkylakeX";
            start.Environment["ATEN_CPU_CAPABILITY"] = "avx512";
        }

        foreach (var name in (string[])["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"]) start.Environment[name] = $"{threads}";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        return start;
    }

    // Debian's torch belongs to Debian's Python, which need not be the first on the path.
    private static string Python() =>
        Environment.GetEnvironmentVariable("BASIN_PYTHON") is { Length: > 0 } chosen ? chosen
        : File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    private static string? OpenBlas()
    {
        if (Environment.GetEnvironmentVariable("BASIN_OPENBLAS") is { Length: > 0 } chosen) return chosen;
        if (!Directory.Exists("/usr/lib")) return null;
        return Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu*")
            .SelectMany(root => s_kinds.Select(kind => Path.Combine(root, kind)))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "libblas.so.3")));
    }
}
