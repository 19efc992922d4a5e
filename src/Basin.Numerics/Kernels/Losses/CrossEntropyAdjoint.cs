using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;
using Basin.Numerics.Kernels.Softmax;

namespace Basin.Numerics.Kernels.Losses;

/// <summary>result (+)= scale·(p − e_t), row by row, with e_t the unit vector of the target.</summary>
internal readonly unsafe struct CrossEntropyAdjoint<T>(T* p, T* targets, T scale, T* result, int columns, bool accumulate) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var (count, add, s) = (columns, accumulate, S.Create(scale));
        for (var row = start; row < end; row++)
        {
            T* p0 = p + ((long)row * count), to = result + ((long)row * count);
            var target = Target.Of(targets[row], count);
            for (var i = 0; i < count; i += S.Count)
                RowLoops.Put<S, T>((S.Load(p0 + i, count - i) - RowLoops.Unit<S, T>(target, i)) * s, to + i, count - i, add);
        }
    }
}
