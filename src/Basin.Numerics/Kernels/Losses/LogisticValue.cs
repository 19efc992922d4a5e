using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Kernels.Simd;

namespace Basin.Numerics.Kernels.Losses;

/// <summary>losses[i] = ln(1 + e^z) − t·z.</summary>
internal readonly unsafe struct LogisticValue<T>(T* z, T* targets, T* losses) : IKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<S>(int chunk, int start, int end)
        where S : unmanaged, ISimd<S, T>
    {
        T* from = z, target = targets, to = losses;
        for (var i = start; i < end; i += S.Count)
        {
            // ln(1 + e^z) − tz = (½ − t)z + ½|z| + ln(1 + e^(−|z|)): for t of 0 or 1 nothing cancels.
            var rest = end - i;
            S x = S.Load(from + i, rest), half = S.Of(0.5);
            var line = S.MultiplyAdd(half - S.Load(target + i, rest), x, half * S.Abs(x));
            S.Store(line + Logarithm.Softplus<S, T>(-S.Abs(x)), to + i, rest);
        }
    }
}
