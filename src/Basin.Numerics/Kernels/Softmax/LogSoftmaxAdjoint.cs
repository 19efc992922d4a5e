using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Softmax;

/// <summary>result (+)= u̇ − p∘(Σu̇ + ẏ·Σu) with p = exp y, row by row; null u̇ and ẏ are zero. With u̇ for ȳ and no ẏ it is the adjoint.</summary>
internal readonly unsafe struct LogSoftmaxAdjoint<T>(T* y, T* tangent, T* u, T* uTangent, T* result, int columns, bool accumulate) : IKernel<T>
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
            T* y0 = y + offset, y1 = tangent == null ? null : tangent + offset, u1 = uTangent == null ? null : uTangent + offset, to = result + offset;
            var sum = y1 == null ? S.Zero : S.Create(RowLoops.Sum<S, T>(u + offset, count));
            var sumTangent = u1 == null ? S.Zero : S.Create(RowLoops.Sum<S, T>(u1, count));
            for (var i = 0; i < count; i += S.Count)
            {
                var rest = count - i;
                var weight = y1 == null ? sumTangent : S.MultiplyAdd(S.Load(y1 + i, rest), sum, sumTangent);
                var p = Exponential.Exp<S, T>(S.Load(y0 + i, rest));
                RowLoops.Put<S, T>(S.MultiplyAdd(-p, weight, u1 == null ? S.Zero : S.Load(u1 + i, rest)), to + i, rest, add);
            }
        }
    }
}
