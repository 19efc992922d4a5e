using System.Runtime.InteropServices;

namespace Basin.Numerics.Memory;

/// <summary>A zeroed, 64-byte aligned array outside the managed heap. It never moves, so kernels may keep its address.</summary>
/// <typeparam name="T">An unmanaged number.</typeparam>
public sealed unsafe class NativeBuffer<T> : IDisposable
    where T : unmanaged
{
    private const nuint Alignment = 64;
    private readonly nuint _bytes;

    /// <summary>Allocates <paramref name="length"/> zeros.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    /// <exception cref="OutOfMemoryException">The system has no memory of that size.</exception>
    public NativeBuffer(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        _bytes = checked((nuint)Math.Max(length, 1) * (nuint)sizeof(T));
        Pointer = (T*)NativeMemory.AlignedAlloc(_bytes, Alignment);
        NativeMemory.Clear(Pointer, _bytes);
        GC.AddMemoryPressure((long)_bytes);
    }

    /// <summary>Frees the memory if nobody disposed it.</summary>
    ~NativeBuffer() => Free();

    /// <summary>The number of elements.</summary>
    public long Length { get; }

    /// <summary>The address of the first element; null once disposed.</summary>
    public T* Pointer { get; private set; }

    /// <summary>The elements; at most 2³¹ − 1 of them.</summary>
    public Span<T> Span => new(Pointer, checked((int)Length));

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (Pointer == null) return;
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
        GC.RemoveMemoryPressure((long)_bytes);
    }
}
