using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Softmax;

/// <summary>result (+)= y∘(u̇ − ⟨ẏ, u⟩ − ⟨y, u̇⟩) + ẏ∘(u − ⟨y, u⟩), row by row: the tangent of y∘(u − ⟨y, u⟩). A null u̇ is zero.</summary>
internal readonly unsafe struct SoftmaxBend<T>(T* y, T* tangent, T* u, T* uTangent, T* result, int columns, bool accumulate) : IKernel<T>
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
            T* y0 = y + offset, y1 = tangent + offset, u0 = u + offset, u1 = uTangent == null ? null : uTangent + offset, to = result + offset;
            var mean = S.Create(RowLoops.Dot<S, T>(y0, u0, count));
            var drift = RowLoops.Dot<S, T>(y1, u0, count);
            if (u1 != null) drift += RowLoops.Dot<S, T>(y0, u1, count);
            var meanTangent = S.Create(drift);
            for (var i = 0; i < count; i += S.Count)
            {
                var rest = count - i;
                var uDot = u1 == null ? S.Zero : S.Load(u1 + i, rest);
                var term = S.MultiplyAdd(S.Load(y0 + i, rest), uDot - meanTangent, S.Load(y1 + i, rest) * (S.Load(u0 + i, rest) - mean));
                RowLoops.Put<S, T>(term, to + i, rest, add);
            }
        }
    }
}
