using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;
using Basin.Numerics.Kernels.Softmax;

namespace Basin.Numerics.Kernels.Losses;

/// <summary>result (+)= scale·(σ(z) − t), element by element, plus bend·σ′(z)ż where ż is not null.</summary>
internal readonly unsafe struct LogisticAdjoint<T>(T* z, T* targets, T* tangent, T scale, T bend, T* result, bool accumulate) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var (s, b, add) = (S.Create(scale), S.Create(bend), accumulate);
        T* from = z, target = targets, v = tangent, to = result;
        for (var i = start; i < end; i += S.Count)
        {
            var rest = end - i;
            var p = Exponential.Sigmoid<S, T>(S.Load(from + i, rest));
            var term = s * (p - S.Load(target + i, rest));
            if (v != null) term = S.MultiplyAdd(b * S.MultiplyAdd(-p, p, p), S.Load(v + i, rest), term);
            RowLoops.Put<S, T>(term, to + i, rest, add);
        }
    }
}
