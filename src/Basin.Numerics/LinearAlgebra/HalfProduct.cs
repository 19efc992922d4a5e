using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Basin.Numerics.LinearAlgebra;

/// <summary>
/// y = A·x for a symmetric matrix of which the lower triangle is read, once: each element serves its row and its column.
/// Cut into chunks of like area by the size alone; each leaves a vector of sums, which are added in order.
/// </summary>
internal static unsafe class HalfProduct
{
    public const int MaxChunks = 8;
    private const int Width = 8;
    private const int RowsPerChunk = 128;

    /// <summary>Chunks for n rows.</summary>
    public static int Chunks(int n) => Math.Clamp(n / RowsPerChunk, 1, MaxChunks);

    /// <summary>The sums of one chunk of a <see cref="Job"/>.</summary>
    public static void Run(nint state, int chunk)
    {
        var job = *(Job*)state;
        var sums = job.Sums + ((long)chunk * job.Stride);
        new Span<double>(sums, job.Rows).Clear();
        var (row, end) = (Start(job, chunk), Start(job, chunk + 1));
        for (; row + 4 <= end; row += 4) FourRows(job, row, sums);
        for (; row < end; row++) Triangle(job, row, row, sums);
    }

    // The area above a row goes like its square; whole groups of four.
    private static int Start(Job job, int chunk) =>
        chunk == job.Chunks ? job.Rows : (int)(job.Rows * Math.Sqrt((double)chunk / job.Chunks)) / 4 * 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourRows(Job job, int row, double* sums)
    {
        double* a0 = job.A + ((long)row * job.RowStride), a1 = a0 + job.RowStride, a2 = a1 + job.RowStride, a3 = a2 + job.RowStride;
        var x = job.X;
        var (x0, x1, x2, x3) = (Vector512.Create(x[row]), Vector512.Create(x[row + 1]), Vector512.Create(x[row + 2]), Vector512.Create(x[row + 3]));
        Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default;
        var c = 0;
        for (; c <= row - Width; c += Width)
        {
            var v = Vector512.Load(x + c);
            var (b0, b1, b2, b3) = (Vector512.Load(a0 + c), Vector512.Load(a1 + c), Vector512.Load(a2 + c), Vector512.Load(a3 + c));
            s0 = Vector512.FusedMultiplyAdd(b0, v, s0);
            s1 = Vector512.FusedMultiplyAdd(b1, v, s1);
            s2 = Vector512.FusedMultiplyAdd(b2, v, s2);
            s3 = Vector512.FusedMultiplyAdd(b3, v, s3);
            var sum = Vector512.FusedMultiplyAdd(b0, x0, Vector512.Load(sums + c));
            sum = Vector512.FusedMultiplyAdd(b1, x1, sum);
            sum = Vector512.FusedMultiplyAdd(b2, x2, sum);
            Vector512.FusedMultiplyAdd(b3, x3, sum).Store(sums + c);
        }

        sums[row] += Lanes.Total(s0);
        sums[row + 1] += Lanes.Total(s1);
        sums[row + 2] += Lanes.Total(s2);
        sums[row + 3] += Lanes.Total(s3);
        for (var i = row; i < row + 4; i++) Triangle(job, i, i - c, sums);
    }

    // The last elements of a row, up to the diagonal.
    private static void Triangle(Job job, int row, int count, double* sums)
    {
        var a = job.A + ((long)row * job.RowStride);
        var sum = 0.0;
        for (var c = row - count; c < row; c++)
        {
            sum += a[c] * job.X[c];
            sums[c] += a[c] * job.X[row];
        }

        sums[row] += sum + (a[row] * job.X[row]);
    }

    /// <summary>A product.</summary>
    internal struct Job
    {
        /// <summary>The matrix, row by row.</summary>
        public double* A;

        /// <summary>x.</summary>
        public double* X;

        /// <summary>A row of sums a chunk.</summary>
        public double* Sums;

        /// <summary>n.</summary>
        public int Rows;

        /// <summary>Elements from one row of A to the next.</summary>
        public int RowStride;

        /// <summary>Elements from one row of sums to the next.</summary>
        public int Stride;

        /// <summary>How many chunks.</summary>
        public int Chunks;
    }
}
