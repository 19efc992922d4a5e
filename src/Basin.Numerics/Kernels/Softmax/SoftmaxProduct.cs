using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Softmax;

/// <summary>result (+)= y∘(v − ⟨y, v⟩), row by row: the Jacobian of softmax, which is symmetric, times v.</summary>
internal readonly unsafe struct SoftmaxProduct<T>(T* y, T* v, T* result, int columns, bool accumulate) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var (count, add) = (columns, accumulate);
        for (var row = start; row < end; row++)
        {
            var offset = (long)row * count;
            T* y0 = y + offset, v0 = v + offset, to = result + offset;
            var mean = S.Create(RowLoops.Dot<S, T>(y0, v0, count));
            for (var i = 0; i < count; i += S.Count)
                RowLoops.Put<S, T>(S.Load(y0 + i, count - i) * (S.Load(v0 + i, count - i) - mean), to + i, count - i, add);
        }
    }
}
