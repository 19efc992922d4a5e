using System.Numerics;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Kernels;

/// <summary>Sums over the rows of a matrix and their counterpart, one row written to all.</summary>
public static unsafe class Rows
{
    /// <summary>Writes <paramref name="row"/> of <paramref name="columns"/> elements into each of <paramref name="rows"/> rows.</summary>
    public static void Broadcast<T>(Workers workers, T* row, T* matrix, int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        _ = workers;
        var source = new ReadOnlySpan<T>(row, columns);
        for (var i = 0; i < rows; i++) source.CopyTo(new Span<T>(matrix + ((long)i * columns), columns));
    }

    /// <summary>sums (+)= the sum of the rows, in order.</summary>
    public static void Sum<T>(Workers workers, T* matrix, T* sums, int rows, int columns, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        _ = workers;
        if (!accumulate) new Span<T>(sums, columns).Clear();
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++) sums[j] += matrix[((long)i * columns) + j];
    }
}
