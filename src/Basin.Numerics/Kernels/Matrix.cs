using System.Numerics;

namespace Basin.Numerics.Kernels;

/// <summary>A matrix somewhere in memory: element (i, j) is at <c>data[i·rowStride + j·columnStride]</c>.</summary>
/// <param name="data">The address of element (0, 0).</param>
/// <param name="rowStride">Elements from one row to the next.</param>
/// <param name="columnStride">Elements from one column to the next.</param>
/// <typeparam name="T">float or double.</typeparam>
public readonly unsafe struct Matrix<T>(T* data, int rowStride, int columnStride = 1)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The address of element (0, 0).</summary>
    public T* Data { get; } = data;

    /// <summary>Elements from one row to the next.</summary>
    public int RowStride { get; } = rowStride;

    /// <summary>Elements from one column to the next.</summary>
    public int ColumnStride { get; } = columnStride;

    /// <summary>The same numbers with rows and columns exchanged.</summary>
    public Matrix<T> Transposed => new(Data, ColumnStride, RowStride);
}
