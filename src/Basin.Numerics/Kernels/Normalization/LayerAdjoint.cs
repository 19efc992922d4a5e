using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;
using Basin.Numerics.Kernels.Softmax;

namespace Basin.Numerics.Kernels.Normalization;

/// <summary>result (+)= s(g − ⟨g⟩ − x̂⟨gx̂⟩) with g = γȳ, row by row.</summary>
internal readonly unsafe struct LayerAdjoint<T>(T* x, T* gamma, T* u, T* mean, T* inverse, T* result, int columns, bool accumulate) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var (count, add) = (columns, accumulate);
        var scale = gamma;
        var each = T.One / T.CreateTruncating(count);
        for (var row = start; row < end; row++)
        {
            T* x0 = x + ((long)row * count), u0 = u + ((long)row * count), to = result + ((long)row * count);
            S middle = S.Create(mean[row]), s = S.Create(inverse[row]), sum = S.Zero, product = S.Zero;
            for (var i = 0; i < count; i += S.Count)
            {
                var rest = count - i;
                var g = S.Load(scale + i, rest) * S.Load(u0 + i, rest);
                sum += g;
                product = S.MultiplyAdd(g, S.Load(x0 + i, rest) - middle, product);
            }

            S p = S.Create(S.Sum(sum) * each), q = S.Create(S.Sum(product) * each * inverse[row]);
            for (var i = 0; i < count; i += S.Count)
            {
                var rest = count - i;
                var g = S.Load(scale + i, rest) * S.Load(u0 + i, rest);
                var normal = (S.Load(x0 + i, rest) - middle) * s;
                RowLoops.Put<S, T>(s * (g - p - (normal * q)), to + i, rest, add);
            }
        }
    }
}
