using System.Numerics;
using System.Runtime.InteropServices;
using Basin.Numerics.Kernels;
using Basin.Numerics.Threading;

namespace Basin.Kernels.Bench;

/// <summary>Matrix products of the sizes that networks have. A letter a factor: N by rows, T by columns.</summary>
internal static unsafe class Products
{
    private static readonly (string Layout, int M, int N, int K)[] Cases =
    [
        ("NN", 64, 64, 64), ("NN", 128, 128, 128), ("NN", 256, 256, 256), ("NN", 512, 512, 512), ("NN", 1024, 1024, 1024),
        ("NT", 32, 256, 784), ("NN", 32, 256, 784), ("TN", 784, 256, 32), ("NT", 32, 784, 256),
        ("NN", 128, 256, 784), ("TN", 784, 256, 128), ("NT", 128, 784, 256), ("NN", 512, 256, 784), ("TN", 784, 256, 512), ("NT", 512, 784, 256), ("NN", 8, 256, 784), ("NT", 8, 256, 784),
        ("NN", 128, 10, 256), ("NT", 128, 256, 10), ("TN", 256, 10, 128), ("NT", 512, 512, 512), ("TT", 512, 512, 512),
        ("NN", 1, 256, 784), ("NN", 1, 32, 784), ("TN", 784, 32, 1), ("TN", 784, 256, 1), ("NT", 1, 784, 256), ("NN", 2, 256, 784), ("NN", 4, 256, 784), ("NN", 16, 32, 784), ("TN", 784, 32, 16),
        ("NN", 784, 1, 784), ("TN", 784, 1, 784), ("NN", 20, 32, 10), ("NN", 32, 10, 32), ("TN", 32, 10, 20), ("NT", 20, 32, 10), ("NN", 8, 8, 8), ("NN", 1, 10, 32), ("TN", 20, 32, 6000),
        ("TN", 784, 256, 1000), ("TN", 784, 256, 2000), ("TN", 256, 256, 1000), ("TN", 256, 256, 2000), ("TN", 256, 10, 2000),
        ("NN", 2000, 256, 784), ("NN", 2000, 256, 256), ("NT", 2000, 256, 256), ("NN", 2000, 10, 256), ("NT", 2000, 256, 10),
    ];

    public static void Run(int threads)
    {
        using var workers = new Workers(threads);
        var wall = threads > 1;
        var (single, full) = (Tiles.Peak(false), Tiles.Peak(true));
        Console.WriteLine($"peak of one thread: f32 {single:f0}, f64 {full:f0} GF/s; {threads} threads");
        foreach (var (layout, m, n, k) in Cases)
        {
            var f32 = Measure<float>(workers, wall, layout, m, n, k);
            var f64 = Measure<double>(workers, wall, layout, m, n, k);
            var flops = 2e-9 * m * n * k;
            Console.WriteLine($"{layout} {m,4}x{n,4}x{k,4}  f32 {flops / f32,6:f1} GF/s {flops / f32 / single,5:p0} {f32 * 1e9,10:f0} ns   f64 {flops / f64,6:f1} GF/s {flops / f64 / full,5:p0} {f64 * 1e9,10:f0} ns");
        }
    }

    private static double Measure<T>(Workers workers, bool wall, string layout, int m, int n, int k)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = Allocate<T>(m * k);
        var b = Allocate<T>(k * n);
        var c = Allocate<T>(m * n);
        var left = layout[0] == 'N' ? new Matrix<T>(a, k) : new Matrix<T>(a, 1, m);
        var right = layout[1] == 'N' ? new Matrix<T>(b, n) : new Matrix<T>(b, 1, k);
        var seconds = Clock.Best(() => Gemm.Multiply(workers, m, n, k, left, right, c, n, false), 0.15, wall);
        NativeMemory.AlignedFree(a);
        NativeMemory.AlignedFree(b);
        NativeMemory.AlignedFree(c);
        return seconds;
    }

    private static T* Allocate<T>(int length)
        where T : unmanaged
    {
        var memory = (T*)NativeMemory.AlignedAlloc((nuint)length * (nuint)sizeof(T), 64);
        NativeMemory.Clear(memory, (nuint)length * (nuint)sizeof(T));
        return memory;
    }
}
