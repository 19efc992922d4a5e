using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Softmax;

/// <summary>y = softmax(x), row by row.</summary>
internal readonly unsafe struct SoftmaxValue<T>(T* x, T* y, int columns) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var count = columns;
        for (var row = start; row < end; row++)
        {
            T* from = x + ((long)row * count), to = y + ((long)row * count);
            RowLoops.Softmax<S, T>(from, count, RowLoops.Largest<S, T>(from, count), to);
        }
    }
}
