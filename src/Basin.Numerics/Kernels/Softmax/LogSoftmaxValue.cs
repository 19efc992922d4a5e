using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Softmax;

/// <summary>y = x − ln Σ exp x, row by row.</summary>
internal readonly unsafe struct LogSoftmaxValue<T>(T* x, T* y, int columns) : IKernel<T>
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
            var largest = RowLoops.Largest<S, T>(from, count);
            var sum = RowLoops.Exponentials<S, T>(from, count, largest, to);
            var (shift, log) = (S.Create(largest), S.Create(T.Log(sum)));
            for (var i = 0; i < count; i += S.Count) S.Store(S.Load(from + i, count - i) - shift - log, to + i, count - i);
        }
    }
}
