using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;
using Basin.Numerics.Kernels.Softmax;

namespace Basin.Numerics.Kernels.Losses;

/// <summary>result (+)= drift·(y − t) + scale·ẏ, element by element: the tangent of scale·(y − t), where drift is that of the scale. A null ẏ is zero.</summary>
internal readonly unsafe struct SquaredErrorAdjoint<T>(T* y, T* targets, T* tangent, T scale, T drift, T* result, bool accumulate) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var (s, d, add) = (S.Create(scale), S.Create(drift), accumulate);
        T* from = y, target = targets, v = tangent, to = result;
        for (var i = start; i < end; i += S.Count)
        {
            var rest = end - i;
            var term = d * (S.Load(from + i, rest) - S.Load(target + i, rest));
            if (v != null) term = S.MultiplyAdd(s, S.Load(v + i, rest), term);
            RowLoops.Put<S, T>(term, to + i, rest, add);
        }
    }
}
