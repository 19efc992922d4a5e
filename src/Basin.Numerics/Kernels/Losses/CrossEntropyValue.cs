using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;
using Basin.Numerics.Kernels.Softmax;

namespace Basin.Numerics.Kernels.Losses;

/// <summary>losses[r] = ln Σ exp z − z[t] and p = softmax(z), row by row. A class outside 0 … columns − 1 gives NaN.</summary>
internal readonly unsafe struct CrossEntropyValue<T>(T* z, T* targets, T* losses, T* p, int columns) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var count = columns;
        for (var row = start; row < end; row++)
        {
            T* from = z + ((long)row * count), to = p + ((long)row * count);
            var largest = RowLoops.Largest<S, T>(from, count);
            var sum = RowLoops.Softmax<S, T>(from, count, largest, to);

            // The difference first: it is exact when the target is the largest, and then small losses keep their digits.
            var target = Target.Of(targets[row], count);
            losses[row] = target < 0 ? T.NaN : T.Log(sum) + (largest - from[target]);
        }
    }
}
