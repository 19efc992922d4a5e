using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;
using Basin.Numerics.Kernels.Softmax;

namespace Basin.Numerics.Kernels.Losses;

/// <summary>result[r] = ⟨p, ż⟩ − ż[t], row by row: the tangents of the losses.</summary>
internal readonly unsafe struct CrossEntropyTangent<T>(T* p, T* targets, T* tangent, T* result, int columns) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var count = columns;
        for (var row = start; row < end; row++)
        {
            var v = tangent + ((long)row * count);
            var target = Target.Of(targets[row], count);
            result[row] = target < 0 ? T.NaN : RowLoops.Dot<S, T>(p + ((long)row * count), v, count) - v[target];
        }
    }
}
