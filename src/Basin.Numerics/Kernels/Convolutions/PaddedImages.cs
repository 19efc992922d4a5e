using System.Runtime.Intrinsics;

namespace Basin.Numerics.Kernels.Convolutions;

#pragma warning disable CA1051 // A record of addresses on the caller's stack.

/// <summary>
/// The part of an image that windows visit, as an image of its own: with its padding as zeros, or without what no
/// window sees. Images that need neither are read where they are.
/// </summary>
internal unsafe struct PaddedImages
{
    private readonly int _height;
    private readonly int _width;
    private readonly int _firstRow;
    private readonly int _firstColumn;
    private readonly int _columns;
    private readonly nint _pixelBytes;

    /// <summary>Windows over rows from <paramref name="firstRow"/> on, negative in the padding, and so for columns.</summary>
    /// <param name="height">Rows of an image.</param>
    /// <param name="width">Columns of an image.</param>
    /// <param name="pixelBytes">Bytes of a pixel.</param>
    /// <param name="firstRow">The first visited row.</param>
    /// <param name="rows">How many.</param>
    /// <param name="firstColumn">The first visited column.</param>
    /// <param name="columns">How many.</param>
    /// <param name="spread">Keep the pixels of a copy apart when their size is one at which caches forget, a multiple of 1 KB.</param>
    public PaddedImages(int height, int width, nint pixelBytes, int firstRow, int rows, int firstColumn, int columns, bool spread)
    {
        (_height, _width, _pixelBytes) = (height, width, pixelBytes);
        (_firstRow, Rows, _firstColumn, _columns) = (firstRow, rows, firstColumn, columns);
        IsDirect = firstRow >= 0 && firstRow + rows <= height && firstColumn >= 0 && firstColumn + columns <= width;
        PixelBytes = pixelBytes + (spread && !IsDirect && pixelBytes % 1024 == 0 ? 64 : 0);
        RowBytes = (IsDirect ? width : columns) * PixelBytes;
    }

    /// <summary>Rows that windows visit.</summary>
    public int Rows { get; }

    /// <summary>Whether the images need no copy.</summary>
    public bool IsDirect { get; }

    /// <summary>Bytes from one pixel to the next, in the copy or in the image.</summary>
    public nint PixelBytes { get; }

    /// <summary>Whether the pixels of the copy are adjacent.</summary>
    public readonly bool IsDense => PixelBytes == _pixelBytes;

    /// <summary>Bytes from one row to the next, in the copy or in the image.</summary>
    public nint RowBytes { get; }

    /// <summary>Bytes of one image as it comes.</summary>
    public readonly nint SourceBytes => _height * _width * _pixelBytes;

    /// <summary>Where the first visited pixel is in an image that needs no copy, in bytes.</summary>
    public readonly nint DirectOffset => ((_firstRow * (nint)_width) + _firstColumn) * _pixelBytes;

    /// <summary>Copies visited rows <paramref name="from"/>..<paramref name="to"/>−1.</summary>
    public readonly void Copy(byte* image, int from, int to, byte* target)
    {
        var left = Math.Clamp(-_firstColumn, 0, _columns) * PixelBytes;
        var first = Math.Max(_firstColumn, 0);
        var pixels = Math.Max(Math.Min(_firstColumn + _columns, _width) - first, 0);
        var inside = pixels * PixelBytes;
        var right = RowBytes - left - inside;
        if (inside == 0) (left, right) = (RowBytes, 0);
        for (var row = from; row < to; row++, target += RowBytes)
        {
            var y = _firstRow + row;
            if (y < 0 || y >= _height)
            {
                Clear(target, RowBytes);
                continue;
            }

            Clear(target, left);
            var source = image + (((y * (nint)_width) + first) * _pixelBytes);
            if (IsDense)
            {
                CopyRow(source, target + left, inside);
            }
            else
            {
                for (var pixel = 0; pixel < pixels; pixel++) CopyRow(source + (pixel * _pixelBytes), target + left + (pixel * PixelBytes), _pixelBytes);
            }

            Clear(target + left + inside, right);
        }
    }

    private static void Clear(byte* to, nint bytes)
    {
        nint at = 0;
        for (; at <= bytes - 32; at += 32) Vector256<byte>.Zero.Store(to + at);
        for (; at < bytes; at += 4) *(int*)(to + at) = 0;
    }

    /// <summary>Rows are short: a general copy spends as much on deciding how.</summary>
    private static void CopyRow(byte* from, byte* to, nint bytes)
    {
        nint at = 0;
        for (; at <= bytes - 64; at += 64)
        {
            var low = Vector256.Load(from + at);
            var high = Vector256.Load(from + at + 32);
            low.Store(to + at);
            high.Store(to + at + 32);
        }

        for (; at < bytes; at += 4) *(int*)(to + at) = *(int*)(from + at);
    }
}
