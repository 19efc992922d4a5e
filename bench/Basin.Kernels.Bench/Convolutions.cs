using System.Numerics;
using System.Runtime.InteropServices;
using Basin.Numerics.Kernels;
using Basin.Numerics.Threading;

namespace Basin.Kernels.Bench;

/// <summary>Convolutions of the sizes that residual networks have. Nominal rates: multiplications with padding count.</summary>
internal static unsafe class Convolutions
{
    private static readonly (string Name, ConvolutionShape Shape)[] Cases =
    [
        ("16x32x32 N=32", new ConvolutionShape(32, 32, 32, 16, 16, 3, 3).Padded(1)),
        ("32x16x16 N=32", new ConvolutionShape(32, 16, 16, 32, 32, 3, 3).Padded(1)),
        ("64x8x8 N=32", new ConvolutionShape(32, 8, 8, 64, 64, 3, 3).Padded(1)),
        ("16x32x32 N=128", new ConvolutionShape(128, 32, 32, 16, 16, 3, 3).Padded(1)),
        ("32x16x16 N=128", new ConvolutionShape(128, 16, 16, 32, 32, 3, 3).Padded(1)),
        ("64x8x8 N=128", new ConvolutionShape(128, 8, 8, 64, 64, 3, 3).Padded(1)),
        ("3->16x32x32 N=32", new ConvolutionShape(32, 32, 32, 3, 16, 3, 3).Padded(1)),
        ("16->32x32 /2 N=32", new ConvolutionShape(32, 32, 32, 16, 32, 3, 3).Padded(1).Strided(2)),
        ("16->32 1x1/2 N=32", new ConvolutionShape(32, 32, 32, 16, 32, 1, 1).Strided(2)),
        ("64->64 1x1 N=32", new ConvolutionShape(32, 16, 16, 64, 64, 1, 1)),
        ("1->6x28x28 5x5 N=32", new ConvolutionShape(32, 28, 28, 1, 6, 5, 5).Padded(2)),
        ("6->16x14x14 5x5 N=32", new ConvolutionShape(32, 14, 14, 6, 16, 5, 5)),
        ("128x16x16 N=16", new ConvolutionShape(16, 16, 16, 128, 128, 3, 3).Padded(1)),
        ("256x8x8 N=8", new ConvolutionShape(8, 8, 8, 256, 256, 3, 3).Padded(1)),
        ("512x4x4 N=16", new ConvolutionShape(16, 4, 4, 512, 512, 3, 3).Padded(1)),
        ("512x4x4 N=128", new ConvolutionShape(128, 4, 4, 512, 512, 3, 3).Padded(1)),
        ("16x8x8 N=1", new ConvolutionShape(1, 8, 8, 16, 16, 3, 3).Padded(1)),
        ("64x56x56 N=2", new ConvolutionShape(2, 56, 56, 64, 64, 3, 3).Padded(1)),
        ("depthwise 64x16x16 N=8", new ConvolutionShape(8, 16, 16, 64, 64, 3, 3) { Groups = 64 }.Padded(1)),
    ];

    public static void Run(int threads, string? only)
    {
        using var workers = new Workers(threads);
        var (single, full) = (Tiles.Peak(false), Tiles.Peak(true));
        Console.WriteLine($"peak of one thread: f32 {single:f0}, f64 {full:f0} GF/s; {threads} threads");
        Console.WriteLine($"{"",-24}{"f32: fwd",10}{"bwd-d",10}{"bwd-w",10}{"each-w",10}{"two",10}{"bwd-w2",10}{"f64: fwd",12}{"bwd-d",10}{"bwd-w",10}{"each-w",10}{"two",10}{"bwd-w2",10}");
        foreach (var (name, shape) in Cases)
        {
            if (only != null && !name.Contains(only, StringComparison.Ordinal)) continue;
            Console.Write($"{name,-24}");
            Measure<float>(workers, shape, threads > 1);
            Console.Write("  ");
            Measure<double>(workers, shape, threads > 1);
            Console.WriteLine();
        }
    }

    private static void Measure<T>(Workers workers, ConvolutionShape shape, bool wall)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = Allocate<T>(shape.InputLength * 2);
        var y = Allocate<T>(shape.OutputLength * 2);
        var w = Allocate<T>(shape.WeightLength * 2);
        var dw = Allocate<T>(shape.WeightLength * shape.Batch);
        var (x2, y2, w2) = (new nint(x + shape.InputLength), new nint(y + shape.OutputLength), new nint(w + shape.WeightLength));
        Report(() => Convolution.Forward(workers, shape, x, w, y), 1);
        Report(() => Convolution.BackwardData(workers, shape, y, w, x), 1);
        Report(() => Convolution.BackwardWeights(workers, shape, x, y, dw), 1);
        Report(() => Convolution.BackwardWeightsPerExample(workers, shape, x, y, dw, shape.WeightLength), 1);
        Report(() => Convolution.ForwardTwo(workers, shape, x, w, (T*)x2, (T*)w2, y), 2);
        Report(() => Convolution.BackwardWeightsTwo(workers, shape, x, y, (T*)x2, (T*)y2, dw), 2);
        NativeMemory.AlignedFree(x);
        NativeMemory.AlignedFree(y);
        NativeMemory.AlignedFree(w);
        NativeMemory.AlignedFree(dw);

        void Report(Action body, int terms) => Console.Write($"{terms * shape.Flops / Clock.Best(body, 0.12, wall) * 1e-9,10:f0}");
    }

    private static T* Allocate<T>(long length)
        where T : unmanaged
    {
        var memory = (T*)NativeMemory.AlignedAlloc((nuint)length * (nuint)sizeof(T), 64);
        NativeMemory.Clear(memory, (nuint)length * (nuint)sizeof(T));
        return memory;
    }
}
