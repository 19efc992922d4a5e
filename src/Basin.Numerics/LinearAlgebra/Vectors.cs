using System.Numerics;
using Basin.Numerics.Threading;

namespace Basin.Numerics.LinearAlgebra;

/// <summary>
/// The few vector routines of iterative methods. Sums run in double precision over fixed chunks of fixed lanes:
/// the same bits on any number of threads.
/// </summary>
public static unsafe class Vectors
{
    internal const int ChunkLength = 2048;

    // Below this many elements a fork costs more than it saves.
    private const int SerialLength = 100_000;

    /// <summary>xᵀy.</summary>
    /// <param name="x">Shape (n).</param>
    /// <param name="y">Shape (n).</param>
    /// <param name="workers">Threads for long vectors; the calling thread alone when null.</param>
    /// <returns>Summed in double precision.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Workers? workers = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckLengths(x.Length, y.Length);
        var chunks = Chunks(x.Length);
        if (chunks <= 1)
        {
            fixed (T* px = x, py = y) return Lanes.Dot(px, py, x.Length);
        }

        // 2³¹ elements make a million partial sums; a group of chunks each keeps them on the stack.
        var group = (chunks + 255) / 256;
        var groups = (chunks + group - 1) / group;
        var partials = stackalloc double[256];
        fixed (T* px = x, py = y)
        {
            var job = new Job<T>(px, py, partials, x.Length, group, 0);
            Pool(workers, x.Length).Run(groups, &DotChunk<T>, (nint)(&job));
        }

        var sum = 0.0;
        for (var i = 0; i < groups; i++) sum += partials[i];
        return sum;
    }

    /// <summary>‖x‖, the Euclidean length, in double precision (float32 cannot overflow it).</summary>
    public static double Norm<T>(ReadOnlySpan<T> x, Workers? workers = null)
        where T : unmanaged, IFloatingPointIeee754<T> => Math.Sqrt(Dot(x, x, workers));

    /// <summary>y ← y + a·x, computed in double precision and rounded once.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void AddScaled<T>(T a, ReadOnlySpan<T> x, Span<T> y, Workers? workers = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckLengths(x.Length, y.Length);
        fixed (T* px = x, py = y)
        {
            var job = new Job<T>(px, py, null, x.Length, 1, double.CreateTruncating(a));
            Pool(workers, x.Length).Run(Chunks(x.Length), &AddScaledChunk<T>, (nint)(&job));
        }
    }

    /// <summary>x ← a·x.</summary>
    public static void Scale<T>(T a, Span<T> x, Workers? workers = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* px = x)
        {
            var job = new Job<T>(px, px, null, x.Length, 1, double.CreateTruncating(a));
            Pool(workers, x.Length).Run(Chunks(x.Length), &ScaleChunk<T>, (nint)(&job));
        }
    }

    /// <summary>Makes ‖x‖ = 1 and returns what it was; leaves a zero vector alone.</summary>
    public static double Normalize<T>(Span<T> x, Workers? workers = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var norm = Norm<T>(x, workers);
        if (norm > 0) ScaleBy(1 / norm, x, workers);
        return norm;
    }

    // The factor stays in double precision: 1/norm rounded to float32 would leave a vector 6e-8 too long.
    internal static void ScaleBy<T>(double a, Span<T> x, Workers? workers)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* px = x)
        {
            var job = new Job<T>(px, px, null, x.Length, 1, a);
            Pool(workers, x.Length).Run(Chunks(x.Length), &ScaleChunk<T>, (nint)(&job));
        }
    }

    internal static int Chunks(int length) => (int)(((long)length + ChunkLength - 1) / ChunkLength);

    private static Workers Pool(Workers? workers, int length) =>
        workers is null || length < SerialLength ? Workers.Serial : workers;

    private static void DotChunk<T>(nint state, int index)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var job = *(Job<T>*)state;
        var start = (long)index * job.Group * ChunkLength;
        var length = (int)Math.Min((long)job.Group * ChunkLength, job.Length - start);
        job.Partials[index] = Lanes.Dot(job.X + start, job.Y + start, length);
    }

    private static void AddScaledChunk<T>(nint state, int index)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var job = *(Job<T>*)state;
        var start = (long)index * ChunkLength;
        Lanes.AddScaled(job.Factor, job.X + start, job.Y + start, (int)Math.Min(ChunkLength, job.Length - start));
    }

    private static void ScaleChunk<T>(nint state, int index)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var job = *(Job<T>*)state;
        var start = (long)index * ChunkLength;
        Lanes.Scale(job.Factor, job.Y + start, (int)Math.Min(ChunkLength, job.Length - start));
    }

    private static void CheckLengths(int x, int y)
    {
        if (x != y) throw new ArgumentException($"Vectors of {x} and {y} elements do not fit together.");
    }

    private readonly struct Job<T>(T* x, T* y, double* partials, long length, int group, double factor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public readonly T* X = x;
        public readonly T* Y = y;
        public readonly double* Partials = partials;
        public readonly long Length = length;
        public readonly int Group = group;
        public readonly double Factor = factor;
    }
}
