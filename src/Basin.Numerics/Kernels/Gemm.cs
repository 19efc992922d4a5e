using System.Numerics;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Kernels;

/// <summary>General matrix products.</summary>
public static unsafe class Gemm
{
    /// <summary>C (+)= A·B with A of shape (m, k), B of shape (k, n), C of shape (m, n) with unit column stride.</summary>
    public static void Multiply<T>(Workers workers, int m, int n, int k, Matrix<T> a, Matrix<T> b, T* c, int rowStrideC, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        _ = workers;
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var sum = accumulate ? c[((long)i * rowStrideC) + j] : T.Zero;
                for (var l = 0; l < k; l++)
                    sum += a.Data[((long)i * a.RowStride) + ((long)l * a.ColumnStride)] * b.Data[((long)l * b.RowStride) + ((long)j * b.ColumnStride)];
                c[((long)i * rowStrideC) + j] = sum;
            }
        }
    }

    /// <summary>C (+)= A₁·B₁ + A₂·B₂, in one pass over C.</summary>
    public static void MultiplyTwo<T>(Workers workers, int m, int n, int k, Matrix<T> a1, Matrix<T> b1, Matrix<T> a2, Matrix<T> b2, T* c, int rowStrideC, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Multiply(workers, m, n, k, a1, b1, c, rowStrideC, accumulate);
        Multiply(workers, m, n, k, a2, b2, c, rowStrideC, true);
    }

    /// <summary><paramref name="count"/> independent products, the i-th at i times the batch strides.</summary>
    public static void MultiplyBatch<T>(
        Workers workers, int count, int m, int n, int k, Matrix<T> a, long batchStrideA, Matrix<T> b, long batchStrideB, T* c, int rowStrideC, long batchStrideC, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < count; i++)
        {
            Multiply(
                workers, m, n, k,
                new Matrix<T>(a.Data + (i * batchStrideA), a.RowStride, a.ColumnStride),
                new Matrix<T>(b.Data + (i * batchStrideB), b.RowStride, b.ColumnStride),
                c + (i * batchStrideC), rowStrideC, accumulate);
        }
    }
}
