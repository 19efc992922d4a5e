using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Losses;

/// <summary>result[i] = (σ(z) − t)·ż: the tangents of the losses.</summary>
internal readonly unsafe struct LogisticTangent<T>(T* z, T* targets, T* tangent, T* result) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        T* from = z, target = targets, v = tangent, to = result;
        for (var i = start; i < end; i += S.Count)
        {
            var rest = end - i;
            var p = Exponential.Sigmoid<S, T>(S.Load(from + i, rest));
            S.Store((p - S.Load(target + i, rest)) * S.Load(v + i, rest), to + i, rest);
        }
    }
}
