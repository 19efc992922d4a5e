using System.Numerics;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Elementwise;

/// <summary>y = value everywhere, or a copy of x.</summary>
internal readonly unsafe struct Fill<T>(T* x, T value, T* y) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var destination = new Span<T>(y + start, end - start);
        if (x == null) destination.Fill(value);
        else new ReadOnlySpan<T>(x + start, end - start).CopyTo(destination);
    }
}
