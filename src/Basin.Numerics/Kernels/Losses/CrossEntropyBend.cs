using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;
using Basin.Numerics.Kernels.Softmax;

namespace Basin.Numerics.Kernels.Losses;

/// <summary>result (+)= scale·p∘(ż − ⟨p, ż⟩) + drift·(p − e_t), row by row: the tangent of scale·(p − e_t), where drift is that of the scale.</summary>
internal readonly unsafe struct CrossEntropyBend<T>(T* p, T* targets, T* tangent, T scale, T drift, T* result, int columns, bool accumulate) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        var (count, add, s, d) = (columns, accumulate, S.Create(scale), S.Create(drift));
        for (var row = start; row < end; row++)
        {
            T* p0 = p + ((long)row * count), v = tangent + ((long)row * count), to = result + ((long)row * count);
            var mean = RowLoops.Dot<S, T>(p0, v, count);
            var shift = S.Create(mean);
            var target = Target.Of(targets[row], count);
            for (var i = 0; i < count; i += S.Count)
            {
                var rest = count - i;
                var p1 = S.Load(p0 + i, rest);
                var bent = p1 * (S.Load(v + i, rest) - shift) * s;
                RowLoops.Put<S, T>(S.MultiplyAdd(p1 - RowLoops.Unit<S, T>(target, i), d, bent), to + i, rest, add);
            }
        }
    }
}
