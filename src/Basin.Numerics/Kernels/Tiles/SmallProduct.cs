using System.Numerics;
using System.Runtime.CompilerServices;

namespace Basin.Numerics.Kernels.Tiles;

/// <summary>
/// Products of a few thousand operations with the columns of B adjacent: the tiles of <see cref="Product"/> without its
/// plan, for networks whose whole step costs what that plan would.
/// </summary>
internal static unsafe class SmallProduct
{
    // All terms of a panel stay in the nearest cache, so nothing is cut into blocks.
    private const int MostTerms = 256;

    /// <summary>Whether a product is one for here. Depends on its sizes and strides only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Takes<T>(int m, int n, int k, Matrix<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        b.ColumnStride == 1 && (uint)(k - 1) < MostTerms && m > 0 && n > 1 && 2L * m * n * k < Product.SerialFlops;

    /// <summary>C (+)= A·B [+ A₂·B₂], the second pair with the strides of the first, or absent.</summary>
    [SkipLocalsInit]
    public static void Run<T>(TileSet set, int m, int n, int k, Matrix<T> a, Matrix<T> b, T* a2, T* b2, T* c, int rowStrideC, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var segments = stackalloc Segment[2];
        segments[0] = new Segment(0, 0, k);
        segments[1] = new Segment((nint)((byte*)a2 - (byte*)a.Data), (nint)((byte*)b2 - (byte*)b.Data), k);
        TileCall call;
        call.RowStrideA = (nint)a.RowStride * sizeof(T);
        call.TermStrideA = (nint)a.ColumnStride * sizeof(T);
        call.TermStrideB = (nint)b.RowStride * sizeof(T);
        call.RowStrideC = (nint)rowStrideC * sizeof(T);
        call.Segments = segments;
        call.SegmentCount = a2 == null ? 1 : 2;
        call.Accumulate = accumulate ? 1 : 0;
        var partial = n & (set.Lanes - 1);
        call.LastColumns = partial;
        var vectors = (n + set.Lanes - 1) >> set.LaneShift;
        if (vectors <= 2 && set.HasMasks)
        {
            call.A = (byte*)a.Data;
            call.B = (byte*)b.Data;
            call.C = (byte*)c;
            RunTiles(set, &call, m, set.MaxRows(vectors), vectors, partial != 0);
            return;
        }

        var panels = new PanelPlan(set, n, m);
        for (var p = 0; p < panels.Count; p++)
        {
            var panel = panels[p];
            call.A = (byte*)a.Data;
            call.B = (byte*)(b.Data + panel.Column);
            call.C = (byte*)(c + panel.Column);
            if (panel.IsScalar) RunScalarTiles(set, &call, m, panels.MaxRows, panel.Vectors);
            else RunTiles(set, &call, m, panels.MaxRows, panel.Vectors, panel.IsPartial);
        }
    }

    private static void RunTiles(TileSet set, TileCall* call, int rows, int mostRows, int vectors, bool partial)
    {
        while (rows > mostRows)
        {
            // The tiles that are left, as equal as they can be.
            var tiles = (int)((uint)(rows + mostRows - 1) / (uint)mostRows);
            var length = (int)((uint)rows / (uint)tiles);
            set.Kernel(length, vectors, partial)(call);
            call->A += length * call->RowStrideA;
            call->C += length * call->RowStrideC;
            rows -= length;
        }

        set.Kernel(rows, vectors, partial)(call);
    }

    private static void RunScalarTiles(TileSet set, TileCall* call, int rows, int mostRows, int columns)
    {
        while (rows > 0)
        {
            var tiles = (rows + mostRows - 1) / mostRows;
            var length = rows / tiles;
            set.ScalarKernel(length, columns)(call);
            call->A += length * call->RowStrideA;
            call->C += length * call->RowStrideC;
            rows -= length;
        }
    }
}
