using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Basin.Numerics.Kernels.Convolutions;

/// <summary>
/// Asks for the next image while the present one is computed, some lines at a time: padding copies an image faster than
/// memory delivers it.
/// </summary>
internal unsafe struct Prefetch
{
    private const int Line = 64;

    // Batches below have stayed in the second-level cache; images above would drive each other out of it.
    private const long LeastBatchBytes = 768 * 1024;
    private const long MostImageBytes = 96 * 1024;

    private byte* _x1;
    private byte* _x2;
    private readonly nint _step;

    /// <summary>Spreads <paramref name="bytes"/> bytes of one array, or of two, over <paramref name="steps"/> steps.</summary>
    public Prefetch(byte* x1, byte* x2, nint first, nint bytes, int steps)
    {
        _x1 = x1 + first;
        _x2 = x2 == null ? null : x2 + first;
        _step = (bytes + steps - 1) / steps;
    }

    /// <summary>Whether a batch of such images gains by it.</summary>
    public static bool IsWorthIt(nint imageBytes, nint outImageBytes, int batch) =>
        Sse.IsSupported && imageBytes <= MostImageBytes && batch * (long)(imageBytes + outImageBytes) > LeastBatchBytes;

    /// <summary>Asks for what belongs to <paramref name="steps"/> steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(int steps)
    {
        if (_x1 != null) Ask(steps * _step);
    }

    private void Ask(nint bytes)
    {
        for (nint at = 0; at < bytes; at += Line) Sse.Prefetch1(_x1 + at);
        _x1 += bytes;
        if (_x2 == null) return;
        for (nint at = 0; at < bytes; at += Line) Sse.Prefetch1(_x2 + at);
        _x2 += bytes;
    }
}
