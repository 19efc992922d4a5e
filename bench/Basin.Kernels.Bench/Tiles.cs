using System.Runtime.InteropServices;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Tiles;

namespace Basin.Kernels.Bench;

/// <summary>The tile kernels with their operands in the first-level cache: the peak that everything else is measured by.</summary>
internal static unsafe class Tiles
{
    public static void Run()
    {
        Console.WriteLine($"peak f32 {Peak(false):f1} f64 {Peak(true):f1} GF/s");
        foreach (var isDouble in new[] { false, true })
        {
            foreach (var bits in new[] { 512, 256, 128 })
            {
                if (bits > SimdLevel.Widest) continue;
                var set = TileSet.Of(bits, isDouble);
                foreach (var (rows, vectors) in bits == 512
                    ? new[] { (14, 2), (12, 2), (11, 2), (8, 2), (28, 1), (24, 1), (16, 1), (9, 3), (8, 3), (6, 4), (4, 5), (4, 4), (4, 2), (3, 6), (2, 8), (2, 12), (1, 16), (1, 8), (1, 4), (1, 2), (1, 1), (2, 1), (3, 1), (5, 1) }
                    : [(6, 2), (4, 3), (12, 1), (4, 2), (2, 4), (1, 8), (1, 1)])
                {
                    if (rows > TileShape.MaxRows(bits, vectors)) { Console.WriteLine($"{rows}x{vectors} too big"); continue; }
                    Console.WriteLine($"{(isDouble ? "f64" : "f32")} {bits} {rows}x{vectors} {Measure(set, rows, vectors, false),6:f1} partial {(bits > 128 ? Measure(set, rows, vectors, true) : 0),6:f1} GF/s");
                }
            }
        }
    }

    /// <summary>Multiply-adds of this core when nothing is loaded but the same line: GF/s.</summary>
    public static double Peak(bool isDouble) => Measure(TileSet.Of(SimdLevel.Widest, isDouble), 8, 2, false, 100_000, true);

    public static double Measure(TileSet set, int rows, int vectors, bool partial, int terms = 128, bool still = false)
    {
        var kernel = set.Kernel(rows, vectors, partial);
        var size = set.IsDouble ? 8 : 4;
        var memory = (byte*)NativeMemory.AlignedAlloc(1 << 20, 4096);
        NativeMemory.Clear(memory, 1 << 20);
        var segment = new Segment(0, 0, terms);
        var call = new TileCall
        {
            A = memory,
            B = memory + 65536,
            C = memory + 131072 * 2,
            RowStrideA = ((still ? 1 : terms) + 16) * size,
            TermStrideA = still ? 0 : size,
            TermStrideB = still ? 0 : vectors * set.Bits / 8,
            RowStrideC = vectors * set.Bits / 8,
            Segments = &segment,
            SegmentCount = 1,
            LastColumns = set.Lanes - 1,
            Accumulate = 1,
        };
        var address = (nint)(&call);
        var seconds = Clock.Best(() => kernel((TileCall*)address), 0.05);
        NativeMemory.AlignedFree(memory);
        return 2.0 * rows * vectors * set.Lanes * terms / seconds * 1e-9;
    }
}
