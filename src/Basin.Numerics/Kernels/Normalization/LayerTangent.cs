using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Normalization;

/// <summary>ẏ = γ̇x̂ + γx̂̇ + β̇ with x̂̇ = s(ẋ − drift − x̂κ), where each row’s drift = ⟨ẋ⟩ and κ = ⟨x̂ẋ⟩ are written too. Null tangents are zero.</summary>
internal readonly unsafe struct LayerTangent<T>(T* x, T* tangent, T* gamma, T* gammaTangent, T* betaTangent, T* mean, T* inverse, T* drift, T* kappa, T* y, int columns) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var count = columns;
        T* scale = gamma, scaleTangent = gammaTangent, shiftTangent = betaTangent;
        var each = T.One / T.CreateTruncating(count);
        for (var row = start; row < end; row++)
        {
            T* x0 = x + ((long)row * count), x1 = tangent == null ? null : tangent + ((long)row * count), to = y + ((long)row * count);
            S middle = S.Create(mean[row]), s = S.Create(inverse[row]), sum = S.Zero, product = S.Zero;
            for (var i = 0; x1 != null && i < count; i += S.Count)
            {
                var v = S.Load(x1 + i, count - i);
                sum += v;
                product = S.MultiplyAdd(v, S.Load(x0 + i, count - i) - middle, product);
            }

            drift[row] = S.Sum(sum) * each;
            kappa[row] = S.Sum(product) * inverse[row] * each;
            S d = S.Create(drift[row]), k = S.Create(kappa[row]);
            for (var i = 0; i < count; i += S.Count)
            {
                var rest = count - i;
                var normal = (S.Load(x0 + i, rest) - middle) * s;
                var term = shiftTangent == null ? S.Zero : S.Load(shiftTangent + i, rest);
                if (scaleTangent != null) term = S.MultiplyAdd(S.Load(scaleTangent + i, rest), normal, term);
                if (x1 != null) term = S.MultiplyAdd(S.Load(scale + i, rest) * s, S.Load(x1 + i, rest) - d - (normal * k), term);
                S.Store(term, to + i, rest);
            }
        }
    }
}
