using System.Runtime.InteropServices;

namespace Basin.Numerics.Kernels.Tiles;

/// <summary>
/// Memory that a kernel needs while it runs: one area a thread and a use, outside the managed heap, growing to the
/// largest request and then reused, so that steady work allocates nothing.
/// </summary>
internal sealed unsafe class Scratch
{
    // Pages, so that areas of different uses keep their places in the caches.
    private const nuint Alignment = 4096;

    [ThreadStatic]
    private static Scratch? _mine;

    private readonly nint[] _areas = new nint[(int)ScratchUse.Count];
    private readonly long[] _sizes = new long[(int)ScratchUse.Count];

    /// <summary>Frees the areas of a thread that has ended.</summary>
    ~Scratch()
    {
        foreach (var area in _areas) NativeMemory.AlignedFree((void*)area);
    }

    /// <summary>At least <paramref name="bytes"/> bytes, holding anything, until this thread asks again for the same use.</summary>
    public static byte* Take(ScratchUse use, long bytes)
    {
        var mine = _mine ??= new Scratch();
        return bytes <= mine._sizes[(int)use] ? (byte*)mine._areas[(int)use] : mine.Grow(use, bytes);
    }

    private byte* Grow(ScratchUse use, long bytes)
    {
        NativeMemory.AlignedFree((void*)_areas[(int)use]);
        (_areas[(int)use], _sizes[(int)use]) = (0, 0);
        var size = (bytes + (bytes / 4) + 65_535) & ~65_535L;
        _areas[(int)use] = (nint)NativeMemory.AlignedAlloc((nuint)size, Alignment);
        _sizes[(int)use] = size;
        return (byte*)_areas[(int)use];
    }
}
