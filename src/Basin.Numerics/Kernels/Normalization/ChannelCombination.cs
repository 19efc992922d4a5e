using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Normalization;

/// <summary>
/// result[r, c] (+)= k₀[c] + k₁[c]·(x − mean) + k₂[c]·ẋ + k₃[c]·u + k₄[c]·u̇; null arrays are zero. Every pass of a
/// normalisation by channels ends so.
/// </summary>
/// <remarks>The coefficients lie one row of channels after the other.</remarks>
internal readonly unsafe struct ChannelCombination<T>(T* x, T* mean, T* tangent, T* u, T* uTangent, T* coefficients, int channels, T* result, bool accumulate) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public const int Coefficients = 5;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var (stride, add) = (channels, accumulate);
        T* x0 = x, x1 = tangent, u0 = u, u1 = uTangent, to = result;
        for (var c = 0; c < stride; c += S.Count)
        {
            var rest = stride - c;
            var k = coefficients + c;
            S k0 = S.Load(k, rest), k1 = S.Load(k + stride, rest), k2 = S.Load(k + (2L * stride), rest), k3 = S.Load(k + (3L * stride), rest), k4 = S.Load(k + (4L * stride), rest);
            var middle = S.Load(mean + c, rest);
            var at = ((long)start * stride) + c;
            for (var row = start; row < end; row++, at += stride)
            {
                var sum = k0;
                if (x0 != null) sum = S.MultiplyAdd(S.Load(x0 + at, rest) - middle, k1, sum);
                if (x1 != null) sum = S.MultiplyAdd(S.Load(x1 + at, rest), k2, sum);
                if (u0 != null) sum = S.MultiplyAdd(S.Load(u0 + at, rest), k3, sum);
                if (u1 != null) sum = S.MultiplyAdd(S.Load(u1 + at, rest), k4, sum);
                S.Store(add ? S.Load(to + at, rest) + sum : sum, to + at, rest);
            }
        }
    }
}
