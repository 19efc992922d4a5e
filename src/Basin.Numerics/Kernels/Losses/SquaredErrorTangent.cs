using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Losses;

/// <summary>result[r] = ⟨y − t, ẏ⟩, row by row: the tangents of the losses.</summary>
internal readonly unsafe struct SquaredErrorTangent<T>(T* y, T* targets, T* tangent, T* result, int columns) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var count = columns;
        for (var row = start; row < end; row++)
        {
            var offset = (long)row * count;
            T* from = y + offset, to = targets + offset, v = tangent + offset;
            var sum = S.Zero;
            for (var i = 0; i < count; i += S.Count)
                sum = S.MultiplyAdd(S.Load(from + i, count - i) - S.Load(to + i, count - i), S.Load(v + i, count - i), sum);
            result[row] = S.Sum(sum);
        }
    }
}
