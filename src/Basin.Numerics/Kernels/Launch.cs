using System.Numerics;
using Basin.Numerics.Kernels.Simd;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Kernels;

/// <summary>Runs a kernel in fixed chunks, which depend on the problem and never on the number of threads.</summary>
internal static unsafe class Launch
{
    /// <summary>Elements in a chunk: enough to outweigh the hand-over, few enough to stay in a core's cache.</summary>
    public const int Elements = 16384;

    /// <summary>Rows in a chunk of about <see cref="Elements"/> elements.</summary>
    public static int RowsOf(int columns) => Math.Max(1, Elements / Math.Max(1, columns));

    /// <summary>The number of chunks of <paramref name="length"/> items that <paramref name="count"/> items make.</summary>
    public static int Chunks(int count, int length) => (int)(((long)count + length - 1) / length);

    /// <summary>Runs <paramref name="kernel"/> over <paramref name="count"/> items, <paramref name="length"/> to a chunk.</summary>
    public static void Over<T, TKernel>(Workers workers, int count, int length, TKernel kernel)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKernel : unmanaged, IKernel<T>
    {
        var job = new Job<TKernel> { Kernel = kernel, Count = count, Length = length };
        var chunks = Chunks(count, length);
        if (chunks == 1) Body<T, TKernel>((nint)(&job), 0);
        else if (chunks > 1) workers.Run(chunks, &Body<T, TKernel>, (nint)(&job));
    }

    /// <summary>Runs an elementwise kernel.</summary>
    public static void Elementwise<T, TKernel>(Workers workers, int count, TKernel kernel)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKernel : unmanaged, IKernel<T> => Over<T, TKernel>(workers, count, Elements, kernel);

    private static void Body<T, TKernel>(nint state, int chunk)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKernel : unmanaged, IKernel<T>
    {
        var job = (Job<TKernel>*)state;
        var start = chunk * job->Length;
        var end = (int)Math.Min((long)start + job->Length, job->Count);
        switch (SimdLevel.Bits)
        {
            case 512: job->Kernel.Run<Simd512<T>>(chunk, start, end); break;
            case 256: job->Kernel.Run<Simd256<T>>(chunk, start, end); break;
            default: job->Kernel.Run<Simd128<T>>(chunk, start, end); break;
        }
    }

    private struct Job<TKernel>
    {
        public TKernel Kernel;
        public int Count;
        public int Length;
    }
}
