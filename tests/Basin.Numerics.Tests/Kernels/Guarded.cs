namespace Basin.Numerics.Tests.Kernels;

using System.Numerics;
using System.Runtime.InteropServices;

/// <summary>
/// An array that ends where the process may not read, with a margin of NaN in front: reading past the end kills the
/// test run, reading before the start shows in the result, and <see cref="AssertMargin"/> finds writes.
/// </summary>
public sealed unsafe class Guarded<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Page = 4096;
    private const int Margin = 64;
    private readonly byte* _memory;
    private readonly nuint _bytes;

    public Guarded(int length)
    {
        Length = length;
        _bytes = (nuint)((((length + Margin) * sizeof(T)) + (2 * Page) - 1) / Page * Page);
        if (OperatingSystem.IsLinux())
        {
            _memory = (byte*)GuardPages.Map(null, _bytes, 3, 0x22, -1, 0);
            Assert.Equal(0, GuardPages.Protect(_memory + _bytes - Page, Page, 0));
        }
        else
        {
            _memory = (byte*)NativeMemory.Alloc(_bytes);
        }

        Data = (T*)(_memory + _bytes - Page) - length;
        for (var i = -Margin; i < 0; i++) Data[i] = T.NaN;
        for (var i = 0; i < length; i++) Data[i] = T.Zero;
    }

    public T* Data { get; }

    public int Length { get; }

    public ref T this[int index] => ref Data[index];

    public Guarded<T> Filled(int seed)
    {
        var random = new System.Random(seed);
        for (var i = 0; i < Length; i++) Data[i] = T.CreateChecked((random.NextDouble() * 2) - 1);
        return this;
    }

    public T[] ToArray() => new ReadOnlySpan<T>(Data, Length).ToArray();

    public void AssertMargin()
    {
        for (var i = -Margin; i < 0; i++) if (!T.IsNaN(Data[i])) Assert.Fail($"Element {i} before the array was overwritten with {Data[i]}.");
    }

    public void Dispose()
    {
        if (OperatingSystem.IsLinux()) _ = GuardPages.Unmap(_memory, _bytes);
        else NativeMemory.Free(_memory);
    }
}
