using Basin.Numerics.Kernels;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>Operations that go along the last axis see a matrix: its columns are the last axis, its rows all others.</summary>
internal static class LastAxis
{
    /// <summary>Rows and columns of a shape.</summary>
    /// <exception cref="ArgumentException">There is no last axis, or it is empty.</exception>
    public static (int Rows, int Columns) Split(Shape shape, string operation)
    {
        if (shape.Rank == 0 || shape[^1] == 0)
            throw new ArgumentException($"{operation} goes along the last axis, and shape {shape} has none with elements. Give it at least one axis of extent 1 or more.", nameof(shape));
        return (shape.Count(..^1), shape[^1]);
    }

    /// <summary>Rows to a chunk when each element costs an exponential and each row some ten of them.</summary>
    public static int RowsInBlock(int columns) => Launch.RowsOf(4 * Math.Max(16, columns));
}
