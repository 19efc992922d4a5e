using System.Numerics;
using Basin.Numerics.Kernels.Tiles;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Kernels;

/// <summary>General matrix products.</summary>
/// <remarks>
/// Every stride of A and B is free; a product that would read B across its rows packs or transposes whichever operand
/// is the smaller. Sums run in an order that depends on the sizes and the vector width only, never on the number of
/// threads, and every term is added, so that NaN and infinity arrive in C. With no terms the product is 0.
/// </remarks>
public static unsafe class Gemm
{
    /// <summary>C (+)= A·B with A of shape (m, k), B of shape (k, n), C of shape (m, n) with unit column stride.</summary>
    /// <param name="workers">The threads to share the work with.</param>
    /// <param name="m">Rows of C.</param>
    /// <param name="n">Columns of C.</param>
    /// <param name="k">Terms of each sum.</param>
    /// <param name="a">Shape (m, k).</param>
    /// <param name="b">Shape (k, n).</param>
    /// <param name="c">Shape (m, n); must not overlap A or B.</param>
    /// <param name="rowStrideC">Elements from one row of C to the next.</param>
    /// <param name="accumulate">Add to C instead of overwriting it.</param>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither.</exception>
    public static void Multiply<T>(Workers workers, int m, int n, int k, Matrix<T> a, Matrix<T> b, T* c, int rowStrideC, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T> => Multiply(SimdLevel.Bits, workers, m, n, k, a, b, c, rowStrideC, accumulate);

    /// <summary>C (+)= A₁·B₁ + A₂·B₂, in one pass over C.</summary>
    /// <inheritdoc cref="Multiply{T}(Workers, int, int, int, Matrix{T}, Matrix{T}, T*, int, bool)" path="/exception"/>
    public static void MultiplyTwo<T>(Workers workers, int m, int n, int k, Matrix<T> a1, Matrix<T> b1, Matrix<T> a2, Matrix<T> b2, T* c, int rowStrideC, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        MultiplyTwo(SimdLevel.Bits, workers, m, n, k, a1, b1, a2, b2, c, rowStrideC, accumulate);

    /// <summary><paramref name="count"/> independent products, the i-th at i times the batch strides.</summary>
    /// <inheritdoc cref="Multiply{T}(Workers, int, int, int, Matrix{T}, Matrix{T}, T*, int, bool)" path="/exception"/>
    public static void MultiplyBatch<T>(
        Workers workers, int count, int m, int n, int k, Matrix<T> a, long batchStrideA, Matrix<T> b, long batchStrideB, T* c, int rowStrideC, long batchStrideC, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var batch = new Batch<T>
        {
            M = m,
            N = n,
            K = k,
            A = a,
            B = b,
            C = c,
            StrideA = batchStrideA,
            StrideB = batchStrideB,
            StrideC = batchStrideC,
            RowStrideC = rowStrideC,
            Accumulate = accumulate,
            Count = count,
        };
        var flops = 2L * m * n * k;
        if (flops >= LargeFlops || flops * count < SerialFlops)
        {
            for (var i = 0; i < count; i++) batch.Multiply(flops >= LargeFlops ? workers : Workers.Serial, i);
            return;
        }

        batch.Chunks = (int)Math.Min(count, Math.Clamp(flops * count / SerialFlops, 2, 64));
        workers.Run(batch.Chunks, &Batch<T>.RunChunk, (nint)(&batch));
    }

    internal static void Multiply<T>(int bits, Workers workers, int m, int n, int k, Matrix<T> a, Matrix<T> b, T* c, int rowStrideC, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (SmallProduct.Takes(m, n, k, b) && (typeof(T) == typeof(float) || typeof(T) == typeof(double)))
            SmallProduct.Run(TileSet.Of(bits, typeof(T) == typeof(double)), m, n, k, a, b, null, null, c, rowStrideC, accumulate);
        else
            new MatrixProduct<T>(bits, m, n, k, a, b, default, default, c, rowStrideC, accumulate).Run(workers);
    }

    internal static void MultiplyTwo<T>(int bits, Workers workers, int m, int n, int k, Matrix<T> a1, Matrix<T> b1, Matrix<T> a2, Matrix<T> b2, T* c, int rowStrideC, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (a1.RowStride == a2.RowStride && a1.ColumnStride == a2.ColumnStride && b1.RowStride == b2.RowStride && b1.ColumnStride == b2.ColumnStride)
        {
            if (SmallProduct.Takes(m, n, k, b1) && (typeof(T) == typeof(float) || typeof(T) == typeof(double)))
                SmallProduct.Run(TileSet.Of(bits, typeof(T) == typeof(double)), m, n, k, a1, b1, a2.Data, b2.Data, c, rowStrideC, accumulate);
            else
                new MatrixProduct<T>(bits, m, n, k, a1, b1, a2, b2, c, rowStrideC, accumulate).Run(workers);
            return;
        }

        new MatrixProduct<T>(bits, m, n, k, a1, b1, default, default, c, rowStrideC, accumulate).Run(workers);
        new MatrixProduct<T>(bits, m, n, k, a2, b2, default, default, c, rowStrideC, true).Run(workers);
    }

    private const long SerialFlops = 400_000;

    // From here a product of its own occupies all threads.
    private const long LargeFlops = 8_000_000;

    private struct Batch<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public Matrix<T> A;
        public Matrix<T> B;
        public T* C;
        public long StrideA;
        public long StrideB;
        public long StrideC;
        public int M;
        public int N;
        public int K;
        public int RowStrideC;
        public int Count;
        public int Chunks;
        public bool Accumulate;

        public static void RunChunk(nint state, int chunk)
        {
            var self = (Batch<T>*)state;
            var end = (int)((long)self->Count * (chunk + 1) / self->Chunks);
            for (var i = (int)((long)self->Count * chunk / self->Chunks); i < end; i++) self->Multiply(Workers.Serial, i);
        }

        public readonly void Multiply(Workers workers, int i) =>
            Gemm.Multiply(
                workers, M, N, K,
                new Matrix<T>(A.Data + (i * StrideA), A.RowStride, A.ColumnStride),
                new Matrix<T>(B.Data + (i * StrideB), B.RowStride, B.ColumnStride),
                C + (i * StrideC), RowStrideC, Accumulate);
    }
}
