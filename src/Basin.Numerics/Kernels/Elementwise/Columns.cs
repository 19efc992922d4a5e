using System.Numerics;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Kernels.Elementwise;

/// <summary>Arithmetic between a dense matrix of shape (rows, columns) and one row of numbers, such as a bias and its gradient.</summary>
/// <remarks>Allocates nothing; shared among threads by blocks of rows, which depend on the shape alone.</remarks>
public static unsafe class Columns
{
    private const int StackLength = 8192;
    private const int MaximalWidth = StackLength / 2;

    /// <summary>sums[c] (+)= Σᵣ x[r, c].</summary>
    /// <param name="workers">The threads to share the work with.</param>
    /// <param name="rows">Rows of x.</param>
    /// <param name="columns">Columns of x.</param>
    /// <param name="x">Shape (rows, columns).</param>
    /// <param name="sums">Shape (columns).</param>
    /// <param name="accumulate">Add to the sums instead of overwriting them.</param>
    public static void Sum<T>(Workers workers, int rows, int columns, T* x, T* sums, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // The partial sums live on the stack, so wide matrices are summed a block of columns at a time.
        for (var c = 0; c < columns; c += MaximalWidth)
            SumBlock(workers, rows, Math.Min(MaximalWidth, columns - c), columns, x + c, sums + c, accumulate);
    }

    /// <summary>y[r, c] = x[r, c] + row[c]; y may be x.</summary>
    public static void AddRow<T>(Workers workers, int rows, int columns, T* x, T* row, T* y)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Launch.Over<T, RowBroadcast<T, Arrays.Sum>>(workers, rows, Launch.RowsOf(columns), new(x, row, columns, y));

    /// <summary>y[r, c] = x[r, c]·row[c]; y may be x.</summary>
    public static void MultiplyRow<T>(Workers workers, int rows, int columns, T* x, T* row, T* y)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Launch.Over<T, RowBroadcast<T, Arrays.Product>>(workers, rows, Launch.RowsOf(columns), new(x, row, columns, y));

    private static void SumBlock<T>(Workers workers, int rows, int columns, int stride, T* x, T* sums, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var length = Math.Max(Launch.RowsOf(columns), Launch.Chunks(rows, StackLength / columns));
        var chunks = Launch.Chunks(rows, length);
        var partials = stackalloc T[chunks * columns];
        Launch.Over<T, ColumnSum<T>>(workers, rows, length, new(x, columns, stride, partials));
        for (var c = 0; c < columns; c++)
        {
            var sum = 0d;
            for (var i = 0; i < chunks; i++) sum += double.CreateTruncating(partials[(i * columns) + c]);
            sums[c] = T.CreateTruncating(sum) + (accumulate ? sums[c] : T.Zero);
        }
    }
}
